-- @param $1:before
-- @param $2:forgetRowsMax
WITH forgotten AS (
  DELETE FROM request_log WHERE id IN (SELECT id FROM request_log WHERE id < $1 ORDER BY id LIMIT $2) RETURNING id
), unlinked AS (
  DELETE FROM request_payment WHERE request_id IN (SELECT id FROM forgotten)
)
SELECT count(*)::int AS rows FROM forgotten
