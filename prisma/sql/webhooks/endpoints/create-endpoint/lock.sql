SELECT pg_advisory_xact_lock(hashtextextended('counterfoil webhook endpoints', 0))
