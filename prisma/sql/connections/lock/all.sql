SELECT pg_advisory_xact_lock(hashtextextended('counterfoil connections', 0))
