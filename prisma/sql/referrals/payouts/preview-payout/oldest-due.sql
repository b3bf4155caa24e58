-- The day on which the oldest commission was approved that nobody has been paid yet.
-- @param $1:merchantId
-- @param $2:partnerId
SELECT (min(c.approved_at) AT TIME ZONE 'UTC')::date::text AS day FROM commission c WHERE c.state = 'approved'
  AND c.merchant_id = $1 -- @if merchantId
  AND c.partner_id = $2 -- @if partnerId
