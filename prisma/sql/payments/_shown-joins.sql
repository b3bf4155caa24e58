-- Looked up payment by payment, and for payments of their kind alone: joined (without OFFSET 0), a page of a file would read
-- whole tables to find its few rows there.
JOIN merchant m ON m.id = p.merchant_id
JOIN connector k ON k.id = p.connector_id
LEFT JOIN LATERAL (SELECT c.name, c.email FROM customer c WHERE c.id = p.customer_id OFFSET 0) c ON true
LEFT JOIN LATERAL (
  SELECT y.retry_number AS "retryNumber", o.id AS "policyId", o.policy_number AS "policyNumber", g.name AS "productName",
    h.id AS "policyholderId", h.first_name || ' ' || h.last_name AS "policyholderName", h.email AS "policyholderEmail",
    t.type AS "methodType", t.last4 AS "methodLast4",
    EXISTS (SELECT 1 FROM policy_payment z WHERE z.reversal_of = y.payment_id AND z.live) AS reversed
  FROM policy_payment y JOIN policy o ON o.id = y.policy_id JOIN policyholder h ON h.id = o.policyholder_id
  LEFT JOIN product_module g ON g.id = o.product_module_id
  LEFT JOIN policy_payment_method t ON t.id = y.payment_method_id
  WHERE p.kind = 'policy' AND y.payment_id = p.id OFFSET 0) y ON true
LEFT JOIN LATERAL (
  SELECT f.id AS "referralId", f.email AS "referredEmail", f.uid AS "referredUid"
  FROM referral_payment e JOIN referral f ON f.id = e.referral_id
  WHERE p.kind = 'referral' AND e.payment_id = p.id OFFSET 0) f ON true
LEFT JOIN LATERAL (
  SELECT x.source_account_id, x.destination_account_id FROM connected_payment x
  WHERE p.kind = 'connected' AND x.payment_id = p.id OFFSET 0) x ON true
