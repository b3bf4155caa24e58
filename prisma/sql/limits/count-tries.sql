-- Counts one try for each key, in one order, so that two that share keys never wait for each other.
-- @param $1:keys
-- @param $2:windowMs
-- @notnull endsInMs
INSERT INTO rate_limit AS r (key, points, leased, expire)
SELECT k.key, 1, 0, now.ms + $2::integer
FROM unnest($1::text[]) AS k (key), (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms) now
ORDER BY k.key
ON CONFLICT (key) DO UPDATE SET
  points = CASE WHEN r.expire > EXCLUDED.expire - $2 THEN r.points + 1 ELSE 1 END,
  expire = CASE WHEN r.expire > EXCLUDED.expire - $2 THEN r.expire ELSE EXCLUDED.expire END
RETURNING r.key, r.points, (r.expire - (extract(epoch FROM clock_timestamp()) * 1000)::bigint)::integer AS "endsInMs"
