-- @param $1:lineIds
-- @param $2:mark
-- @param $3:reason?
-- @param $4:now
-- @param $5:actorType
-- @param $6:actorId
-- @param $7:actorLabel
-- @param $8:requestId
INSERT INTO payout_mark (
  payout_line_id, mark, reason, marked_at, actor_type, actor_id, actor_label, request_id)
SELECT id, $2, $3, $4, $5, $6, $7, $8 FROM unnest($1::uuid[]) AS l (id)
