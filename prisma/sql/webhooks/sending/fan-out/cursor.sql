SELECT xid::text AS xid, outbox_id AS id,
  EXISTS (SELECT 1 FROM webhook_endpoint WHERE deleted_at IS NULL) AS endpoints
FROM webhook_cursor WHERE id = 1 FOR UPDATE
