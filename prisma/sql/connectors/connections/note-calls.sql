-- Writes down what became of the calls of a connection since they were last written down.
-- @param $1:id
-- @param $2:calls
-- @param $3:failures
-- @param $4:failure?
WITH quarter AS (SELECT date_bin('15 minutes', clock_timestamp(), 'epoch') AS begun_at),
counted AS (
  INSERT INTO connection_calls AS c (connection_id, quarter, begun_at, calls, failures)
  SELECT $1, (extract(epoch FROM begun_at)::bigint / 900 % 96)::smallint, begun_at, $2, $3 FROM quarter
  ON CONFLICT (connection_id, quarter) DO UPDATE SET begun_at = excluded.begun_at,
    calls = excluded.calls + CASE WHEN c.begun_at = excluded.begun_at THEN c.calls ELSE 0 END,
    failures = excluded.failures + CASE WHEN c.begun_at = excluded.begun_at THEN c.failures ELSE 0 END
)
UPDATE connection SET
  last_success_at = CASE WHEN $2 > $3 THEN clock_timestamp() ELSE last_success_at END,
  last_failure_at = CASE WHEN $3 > 0 THEN clock_timestamp() ELSE last_failure_at END,
  last_failure = CASE WHEN $3 > 0 THEN $4 ELSE last_failure END
WHERE id = $1
