-- By its key once more: a window that began again meanwhile is not the one that was found.
-- @planned for each use
-- @param $1:pattern
-- @param $2:limit
DELETE FROM rate_limit r USING (
  SELECT key, expire FROM rate_limit
  WHERE key LIKE $1 AND expire < extract(epoch FROM clock_timestamp()) * 1000 LIMIT $2
) ended
WHERE r.key = ended.key AND r.expire = ended.expire
