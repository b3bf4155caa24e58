-- Until the transaction ends nobody else makes, demotes or disables an owner. Any constant would do.
SELECT pg_advisory_xact_lock(7203111)
