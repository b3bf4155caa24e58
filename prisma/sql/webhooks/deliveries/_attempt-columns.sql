number, started_at AS "startedAt", duration_ms AS "durationMs", outcome, status_code AS "statusCode"
