-- 3 is the first number a transaction can have, so that it is behind every reader.
UPDATE outbox o SET xid = CASE WHEN (o.xid, o.id) <= (c.xid, c.outbox_id) THEN '3'::xid8 ELSE pg_current_xact_id() END
FROM webhook_cursor c
