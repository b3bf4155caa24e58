SELECT state, count(*)::int AS n FROM attempt
WHERE state IN ('started', 'requires_action', 'processing', 'unknown') GROUP BY state
