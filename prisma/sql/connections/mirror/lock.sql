-- The mirror of a connection that is read, for as long as the transaction: whoever writes what was read waits here.
-- @param $1:connectionId
SELECT
-- @include connections/mirror/_columns
FROM account_mirror a JOIN connection c ON c.id = a.connection_id
WHERE a.connection_id = $1 AND a.paused_at IS NULL AND (c.live OR NOT EXISTS (SELECT 1 FROM connection l WHERE l.live))
FOR UPDATE OF a
