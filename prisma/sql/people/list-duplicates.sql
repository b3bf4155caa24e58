-- Payments that may be the same money paid twice: of the same merchant, amount and currency within a day, by the same
-- person or under the same reference, each of which brought money that is still there.
-- @param $1:paymentId
-- @param $2:limit
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
  SELECT o.* FROM payment one JOIN payment o ON o.initial_amount_minor = one.initial_amount_minor
    AND o.currency = one.currency AND o.precision = one.precision AND o.merchant_id = one.merchant_id AND o.id <> one.id
    AND o.created_at BETWEEN one.created_at - interval '1 day' AND one.created_at + interval '1 day'
    AND o.type = 'PAY-IN' AND o.collected_minor > o.refunded_minor + o.returned_minor
  WHERE one.id = $1 AND one.type = 'PAY-IN' AND one.collected_minor > one.refunded_minor + one.returned_minor
    AND (o.customer_id = one.customer_id
      OR o.merchant_reference = one.merchant_reference AND o.merchant_reference <> ''
      OR EXISTS (
        SELECT 1 FROM policy_payment y JOIN policy a ON a.id = y.policy_id
        JOIN policy b ON b.policyholder_id = a.policyholder_id JOIN policy_payment z ON z.policy_id = b.id
        WHERE y.payment_id = one.id AND z.payment_id = o.id)
      OR EXISTS (
        SELECT 1 FROM referral_payment y JOIN referral_payment z ON z.referral_id = y.referral_id
        WHERE y.payment_id = one.id AND z.payment_id = o.id))
  ORDER BY o.created_at DESC, o.id DESC LIMIT $2
) p
-- @include payments/_shown-joins
ORDER BY p.created_at DESC, p.id DESC
