-- @param $1:id
-- @param $2:chargeDate
UPDATE attempt SET method = method || jsonb_build_object('chargeDate', $2::text) WHERE id = $1
