-- Whether the first event that is kept is one the cursor has seen, and the cursor none from before a database was replaced.
-- @param $1:xid
-- @param $2:id
SELECT $1::text::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
  AND coalesce((SELECT (xid, id) <= ($1::text::xid8, $2::bigint) FROM outbox ORDER BY xid, id LIMIT 1), false) AS known
