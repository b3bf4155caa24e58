-- @param $1:xid
-- @param $2:headId
UPDATE webhook_cursor SET xid = $1::text::xid8, outbox_id = $2 WHERE id = 1
