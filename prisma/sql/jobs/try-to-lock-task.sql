-- @param $1:name
-- @notnull mine
SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine
