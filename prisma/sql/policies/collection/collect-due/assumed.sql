-- Premiums by debit order that nobody has returned for so many days after the day they were made on. What is paid out, or
-- given back, no bank returns for a payer: that waits for whoever knows.
-- @param $1:now
-- @param $2:collectBatchMax
-- @param $3:merchantId
-- @param $4:except
SELECT y.payment_id AS id, (a.rule ->> 'daysAfterPaymentDate')::int AS days
FROM payment p
JOIN policy_payment y ON y.payment_id = p.id
JOIN policy c ON c.id = y.policy_id
JOIN product_module d ON d.id = c.product_module_id
CROSS JOIN LATERAL (
  SELECT d.settings #> '{billing,paymentMethodTypes,debitOrders,assumeSuccess}' AS rule) a
WHERE p.kind = 'policy' AND p.stage = 'processing' AND y.payment_type = 'premium' AND y.collection_type LIKE 'debit\_order\_%'
  AND (a.rule ->> 'enabled')::boolean
  AND greatest(y.payment_date, y.action_date) + (a.rule ->> 'daysAfterPaymentDate')::int * interval '1 day' <= $1
  AND NOT EXISTS (
    SELECT 1 FROM attempt t WHERE t.payment_id = p.id AND t.state IN ('started', 'requires_action', 'processing', 'unknown'))
  AND p.merchant_id = $3 -- @if merchantId
  AND p.merchant_id <> ALL ($4::uuid[]) -- @if except
ORDER BY y.payment_date LIMIT $2
