-- @param $1:rows
-- @param $2:requestId
-- @param $3:now
-- @param $4:type
-- @param $5:id
-- @param $6:label
INSERT INTO audit_entry (
  id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
SELECT id, $3, $4, $5, $6, action, object_type, object_id, merchant_id, $2, data
FROM jsonb_to_recordset($1::jsonb) AS i (
  id uuid, action text, object_type text, object_id text, merchant_id uuid, data jsonb)
