-- Connections in use, the one whose provider was asked for events longest ago first.
SELECT id, provider, events_cursor AS "eventsCursor", poll_failing_since AS "pollFailingSince",
  extract(epoch FROM clock_timestamp() - events_polled_at)::float8 * 1000 AS "sincePolledMs"
FROM connection WHERE disconnected_at IS NULL
ORDER BY events_polled_at NULLS FIRST, id
