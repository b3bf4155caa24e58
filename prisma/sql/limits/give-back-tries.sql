-- In the order in which tries are counted.
-- @param $1:keys
UPDATE rate_limit r SET points = greatest(0, r.points - 1)
FROM (SELECT key FROM rate_limit WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE) locked
WHERE r.key = locked.key
