-- Failed charge attempts by decline code. Bounded by an index on time.
-- @param $1:now
-- @param $2:timeZone
-- @param $3:days
-- @param $4:merchantId?
-- @param $5:mode?
SELECT coalesce(a.decline_code, 'unknown') AS code, count(*)::int AS attempts
FROM attempt a JOIN payment p ON p.id = a.payment_id
WHERE a.state = 'failed' AND a.operation = 'charge'
  AND a.started_at >=
    (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => $3::int - 1)) AT TIME ZONE $2
  AND a.started_at <= $1
  AND ($4::uuid IS NULL OR p.merchant_id = $4)
  AND ($5::text IS NULL OR coalesce(p.mode = 'test', false) = ($5 = 'test'))
GROUP BY code ORDER BY attempts DESC, code
