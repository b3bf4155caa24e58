-- What was sent is kept no longer than it takes: only what was refused, and why.
-- @param $1:id
-- @param $2:now
-- @param $3:refused
-- @param $4:failed
UPDATE policy_async_request SET finished_at = $2, refused = $3::jsonb, items = '[]',
  accepted_count = CASE WHEN $4 THEN 0 ELSE item_count - jsonb_array_length($3::jsonb) END
WHERE id = $1
