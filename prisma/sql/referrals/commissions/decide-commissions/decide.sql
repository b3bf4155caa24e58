-- @param $1:id
-- @param $2:to
-- @param $3:now
UPDATE commission SET state = $2, state_set_at = $3, approved_at = CASE WHEN $2 = 'approved' THEN $3 ELSE approved_at END
WHERE id = $1
