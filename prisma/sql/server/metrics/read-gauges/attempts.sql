SELECT state, count(*)::int AS n FROM attempt
WHERE state IN ('started', 'requires_action', 'unknown') GROUP BY state
