-- Endpoints that are sent to although every attempt fails.
SELECT count(*)::int AS count FROM webhook_endpoint
WHERE deleted_at IS NULL AND paused_reason IS NULL AND failing_since IS NOT NULL
