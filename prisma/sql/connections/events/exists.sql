-- @param $1:id
SELECT state FROM provider_event WHERE id = $1
