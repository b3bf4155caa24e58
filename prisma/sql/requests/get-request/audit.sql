-- @param $1:requestId
-- @param $2:madeMax
SELECT id, action, object_type AS "objectType", object_id AS "objectId", occurred_at AS "occurredAt"
FROM audit_entry WHERE request_id = $1 ORDER BY occurred_at, id LIMIT $2
