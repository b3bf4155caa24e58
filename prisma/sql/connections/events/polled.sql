-- Connections in use, the one whose provider was asked for events longest ago first; and since when nobody has heard of their
-- account, through them or through one that was disconnected from it.
SELECT c.id, c.provider, c.events_cursor AS "eventsCursor", c.poll_failing_since AS "pollFailingSince",
  extract(epoch FROM clock_timestamp() - c.events_polled_at)::float8 * 1000 AS "sincePolledMs",
  CASE WHEN c.events_polled_at IS NOT NULL AND (c.poll_failing_since IS NULL OR c.poll_failing_since > c.created_at)
    THEN coalesce(c.poll_failing_since, c.events_polled_at)
    ELSE least(c.created_at, clock_timestamp(), (
      SELECT max(coalesce(e.poll_failing_since, e.events_polled_at)) FROM connection e
      WHERE e.provider = c.provider AND e.account_reference = c.account_reference AND e.live = c.live
        AND e.disconnected_at IS NOT NULL))
  END AS "heardOfUntil"
FROM connection c WHERE c.disconnected_at IS NULL
ORDER BY c.events_polled_at NULLS FIRST, c.id
