-- A page of the audit log beyond an entry, nearest to it first; requests that the log no longer has, or never had, lead nowhere.
-- @param $1:actorType
-- @param $2:actorId
-- @param $3:action
-- @param $4:objectType
-- @param $5:objectId
-- @param $6:requestId
-- @param $7:from
-- @param $8:to
-- @param $9:before
-- @param $10:after
-- @param $11:limit
SELECT id, occurred_at AS "occurredAt", actor_type AS "actorType", actor_id AS "actorId", actor_label AS "actorLabel",
  CASE actor_type WHEN 'user' THEN (SELECT u.email FROM "user" u WHERE u.id = actor_id) END AS "actorEmail",
  action, object_type AS "objectType", object_id AS "objectId", merchant_id AS "merchantId", request_id AS "requestId", data,
  EXISTS (SELECT 1 FROM request_log q WHERE q.id = CASE WHEN audit_entry.request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN audit_entry.request_id::uuid END OFFSET 0) AS "requestKept"
FROM audit_entry
WHERE true
  AND actor_type = $1 -- @if actorType
  AND actor_id = $2 -- @if actorId
  AND action = $3 -- @if action
  AND object_type = $4 -- @if objectType
  AND object_id = $5 -- @if objectId
  AND request_id = $6 -- @if requestId
  AND occurred_at >= $7::date -- @if from
  AND occurred_at < $8::date + 1 -- @if to
  AND (occurred_at, id) < (SELECT occurred_at, id FROM audit_entry WHERE id = $9) -- @if before
  AND (occurred_at, id) > (SELECT occurred_at, id FROM audit_entry WHERE id = $10) -- @if after
ORDER BY
  occurred_at ASC, id ASC -- @if after
  occurred_at DESC, id DESC -- @unless after
LIMIT $11
