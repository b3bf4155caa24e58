-- @planned for each use
-- @param $1:pattern
-- @param $2:limit
SELECT key, points FROM rate_limit
WHERE key LIKE $1 AND expire > extract(epoch FROM clock_timestamp()) * 1000 ORDER BY key LIMIT $2
