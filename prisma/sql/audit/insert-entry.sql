-- @param $1:id
-- @param $2:now
-- @param $3:actorType
-- @param $4:actorId
-- @param $5:actorLabel
-- @param $6:action
-- @param $7:objectType
-- @param $8:objectId
-- @param $9:merchantId?
-- @param $10:requestId
-- @param $11:data
INSERT INTO audit_entry
  (id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb)
