-- Mirrors whose next page is due, the longest waiting first. Test payments are none among real ones.
SELECT
-- @include connections/mirror/_columns
FROM account_mirror a JOIN connection c ON c.id = a.connection_id
WHERE a.paused_at IS NULL AND a.next_page_at <= clock_timestamp() AND c.disconnected_at IS NULL
  AND (c.live OR NOT EXISTS (SELECT 1 FROM connection l WHERE l.live))
ORDER BY a.next_page_at, a.connector_id
