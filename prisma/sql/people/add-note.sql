-- @param $1:id
-- @param $2:merchantId
-- @param $3:recordType
-- @param $4:recordId
-- @param $5:note
-- @param $6:now
-- @param $7:actorType
-- @param $8:actorId
-- @param $9:actorLabel
-- @param $10:requestId
INSERT INTO person_note (id, merchant_id, record_type, record_id, note, written_at, actor_type, actor_id, actor_label, request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO NOTHING
RETURNING id
