-- @param $1:ids
-- @param $2:now
UPDATE sandbox_event SET told_at = $2 WHERE id = ANY ($1::bigint[]) AND told_at IS NULL
