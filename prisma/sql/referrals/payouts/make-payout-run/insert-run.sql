-- @param $1:id
-- @param $2:merchantId
-- @param $3:idempotencyKey
-- @param $4:periodStart
-- @param $5:periodEnd
-- @param $6:now
-- @param $7:actorType
-- @param $8:actorId
-- @param $9:actorLabel
-- @param $10:requestId
-- @param $11:partnerId?
-- @param $12:sent
INSERT INTO payout_run (
  id, merchant_id, idempotency_key, period_start, period_end, created_at, actor_type, actor_id, actor_label,
  request_id, partner_id, sent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
