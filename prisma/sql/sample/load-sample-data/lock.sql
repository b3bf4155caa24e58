SELECT pg_advisory_xact_lock(hashtextextended('counterfoil sample data', 0))
