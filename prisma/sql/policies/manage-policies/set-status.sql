-- @param $1:id
-- @param $2:status
-- @param $3:now
UPDATE policy c SET status = $2, updated_at = $3 WHERE c.id = $1 RETURNING
-- @include policies/_policy-columns
