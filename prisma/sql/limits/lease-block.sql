-- The new row is what a window that begins now would be: EXCLUDED.expire - $3 is the present moment. A request waits for
-- this, so it does not wait for the disk: a database that loses its power forgets a moment of counting.
-- @param $1:key
-- @param $2:limit
-- @param $3:windowMs
-- @param $4:blockShare
-- @notnull endsInMs
WITH now AS MATERIALIZED (
  SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms,
    set_config('synchronous_commit', 'off', true) AS setting
)
INSERT INTO rate_limit AS r (key, points, leased, expire)
SELECT $1, block, block, now.ms + $3::integer FROM now, greatest(1, $2::integer / $4::integer) AS block
ON CONFLICT (key) DO UPDATE SET (points, leased, expire) = (
  SELECT used + block, block, ends FROM (
    SELECT used, CASE WHEN used >= $2 THEN 0 ELSE greatest(1, ($2 - used) / $4) END AS block, ends
    FROM (
      SELECT CASE WHEN r.expire > EXCLUDED.expire - $3 THEN r.points ELSE 0 END AS used,
        CASE WHEN r.expire > EXCLUDED.expire - $3 THEN r.expire ELSE EXCLUDED.expire END AS ends
    ) window_
  ) next
)
RETURNING leased, points, (expire - (SELECT ms FROM now))::integer AS "endsInMs"
