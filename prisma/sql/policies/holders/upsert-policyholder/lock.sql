-- One at a time adds a policyholder of one identification.
-- @param $1:key
SELECT pg_advisory_xact_lock(hashtextextended('policyholder/' || $1, 0))
