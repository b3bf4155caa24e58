-- @param $1:paymentId
SELECT
-- @include referrals/commissions/_commission-columns
, (
    SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM commission b WHERE b.claws_back_id = c.id
  ) AS "clawedBackMinor", EXISTS (SELECT FROM commission b WHERE b.claws_back_id = c.id) AS netted
  FROM commission c WHERE c.payment_id = $1 AND c.kind = 'commission'
