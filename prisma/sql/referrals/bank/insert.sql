-- @param $1:id
-- @param $2:merchantId
-- @param $3:ownerType
-- @param $4:ownerId
-- @param $5:version
-- @param $6:holder
-- @param $7:scheme
-- @param $8:country
-- @param $9:bic?
-- @param $10:bankCode?
-- @param $11:numberSealed
-- @param $12:last4
-- @param $13:now
-- @param $14:actorType
-- @param $15:actorId
-- @param $16:actorLabel
-- @param $17:requestId
INSERT INTO bank_account (
  id, merchant_id, owner_type, owner_id, version, holder, scheme, country, bic, bank_code, number_sealed, last4,
  created_at, actor_type, actor_id, actor_label, request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
