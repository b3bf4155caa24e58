SELECT coalesce((SELECT max(id) FROM outbox), 0)::float8 AS last, count(b.occurred_at)::int AS rows,
  min(b.occurred_at) AS oldest
FROM (
  SELECT o.occurred_at FROM webhook_cursor c JOIN outbox o ON (o.xid, o.id) > (c.xid, c.outbox_id)
  ORDER BY o.xid, o.id LIMIT 10001
) b
