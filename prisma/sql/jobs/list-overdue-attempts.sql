-- Attempts whose answer is awaited for too long: in real time, but for challenges nobody answered. Of each connection so many,
-- so that those of one that says nothing leave room for the others'.
-- @param $1:lostMs
-- @param $2:unknownMs
-- @param $3:abandonedBefore
-- @param $4:limit
-- @param $5:merchantId
-- @param $6:except
-- @param $7:awaitedMs
SELECT
-- @include payments/_attempt-columns
  , p.kind, p.currency, (extract(epoch FROM clock_timestamp() - t.asked_at) * 1000)::float8 AS "waitedMs"
FROM (
  SELECT o.*,
    -- What nobody answers about is asked after everything else, so that it keeps nobody waiting; and what is in work last.
    row_number() OVER (PARTITION BY o.connection_id ORDER BY o.state = 'processing', coalesce(o.last_asked_at, o.asked_at), o.id) AS place
  FROM attempt o
  WHERE (o.state = 'started' AND o.asked_at < clock_timestamp() - $1 * interval '1 millisecond'
    OR o.state = 'unknown' AND o.asked_at < clock_timestamp() - $2 * interval '1 millisecond'
    OR o.state = 'processing' AND coalesce(o.last_asked_at, o.asked_at) < clock_timestamp() - $7 * interval '1 millisecond'
    OR o.state = 'requires_action' AND o.started_at < $3)
  AND (SELECT q.merchant_id FROM payment q WHERE q.id = o.payment_id) = $5 -- @if merchantId
  AND (SELECT q.merchant_id FROM payment q WHERE q.id = o.payment_id) <> ALL ($6::uuid[]) -- @if except
) t JOIN payment p ON p.id = t.payment_id
WHERE t.place <= $4
ORDER BY t.place
