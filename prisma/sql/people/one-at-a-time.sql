-- Merging and separating people are one at a time.
SELECT pg_advisory_xact_lock(hashtextextended('merged people', 0))
