-- @param $1:key
SELECT pg_try_advisory_xact_lock(hashtextextended('policy-idempotency/' || $1, 0)) AS locked
