-- The next events after a cursor, up to the oldest running transaction. A left join, so that whether something is held
-- is told even where nothing can be read.
-- @param $1:xid
-- @param $2:id
-- @param $3:limit
WITH line AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
SELECT o.id, o.event_id AS "eventId", o.type, o.merchant_id AS "merchantId", o.payment_id AS "paymentId",
  o.object_id AS "objectId", o.request_id AS "requestId", o.data, o.occurred_at AS "occurredAt", o.xid::text AS xid,
  EXISTS (SELECT 1 FROM outbox later WHERE later.xid >= line.xmin) AS held
FROM line LEFT JOIN LATERAL (
  SELECT * FROM outbox
  WHERE (xid, id) > ($1::text::xid8, $2::bigint) AND xid < line.xmin
  ORDER BY xid, id
  LIMIT $3) o ON true
ORDER BY o.xid, o.id
