-- Attempts whose answer is awaited for too long: in real time, but for challenges nobody answered.
-- @param $1:lostMs
-- @param $2:unknownMs
-- @param $3:abandonedBefore
-- @param $4:limit
SELECT
-- @include payments/_attempt-columns
  , p.kind, p.currency, (extract(epoch FROM clock_timestamp() - t.asked_at) * 1000)::float8 AS "waitedMs"
FROM attempt t JOIN payment p ON p.id = t.payment_id
WHERE t.state = 'started' AND t.asked_at < clock_timestamp() - $1 * interval '1 millisecond'
  OR t.state = 'unknown' AND t.asked_at < clock_timestamp() - $2 * interval '1 millisecond'
  OR t.state = 'requires_action' AND t.started_at < $3
-- What nobody answers about is asked after everything else, so that it keeps nobody waiting.
ORDER BY coalesce(t.last_asked_at, t.asked_at) LIMIT $4
