-- @param $1:from
-- @param $2:stepMs
-- @param $3:now
-- @param $4:actorId
UPDATE test_clock SET offset_ms = offset_ms + $2, updated_at = $3, updated_by = $4 WHERE id = 1 AND offset_ms = $1
RETURNING offset_ms
