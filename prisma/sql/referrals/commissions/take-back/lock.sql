-- @param $1:paymentId
-- @param $2:refunded
SELECT
-- @include referrals/commissions/_commission-columns
, (
    SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM commission b WHERE b.claws_back_id = c.id
  ) AS "clawedBackMinor", EXISTS (SELECT FROM commission b WHERE b.claws_back_id = c.id) AS netted, c.state = 'rejected' AND coalesce($2::text = (
    SELECT s.reason FROM state_change s WHERE s.object_type = 'commission' AND s.object_id = c.id
    -- Whoever rejects by hand may say the same, and changes nothing of the payment.
      AND EXISTS (SELECT FROM adjustment a WHERE a.payment_id = c.payment_id AND a.request_id = s.request_id)
    ORDER BY s.id DESC LIMIT 1
  ), false) AS "rejectedByRefund"
  FROM commission c WHERE c.payment_id = $1 AND c.kind = 'commission' FOR UPDATE
