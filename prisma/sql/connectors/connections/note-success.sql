-- @param $1:id
UPDATE connection SET last_success_at = clock_timestamp() WHERE id = $1
