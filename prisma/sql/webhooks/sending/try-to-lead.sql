-- @notnull mine
SELECT pg_try_advisory_lock(hashtextextended('counterfoil webhook sender', 0)) AS mine
