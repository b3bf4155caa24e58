-- Agreements whose provider's answer is lost, and that were last asked about long enough ago: of each connection so many.
-- @param $1:askedBefore
-- @param $2:limit
-- @param $3:merchantId
-- @param $4:except
SELECT
-- @include policies/mandates/_mandate-columns
FROM (
  SELECT u.*, row_number() OVER (PARTITION BY u.connection_id ORDER BY coalesce(u.last_asked_at, u.unanswered_since), u.id) AS place
  FROM mandate u JOIN connection o ON o.id = u.connection_id
  WHERE u.state = 'waiting' AND u.unanswered_since IS NOT NULL AND o.disconnected_at IS NULL
    AND coalesce(u.last_asked_at, u.unanswered_since) <= $1::timestamptz
  AND u.merchant_id = $3 -- @if merchantId
  AND u.merchant_id <> ALL ($4::uuid[]) -- @if except
) m
WHERE m.place <= $2
ORDER BY m.place
