-- @param $1:because
-- @param $2:dataAsOf?
UPDATE deployment SET held_at = clock_timestamp(), held_because = $1, data_as_of = $2::timestamptz
