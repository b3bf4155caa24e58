-- @param $1:id
-- @param $2:cursor?
UPDATE connection SET events_cursor = $2, events_polled_at = clock_timestamp() WHERE id = $1
