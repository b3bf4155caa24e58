UPDATE webhook_cursor SET xid = '3', outbox_id = 9223372036854775807
