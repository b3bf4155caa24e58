-- @param $1:id
-- @param $2:merchantId
-- @param $3:partnershipId
-- @param $4:uid?
-- @param $5:email?
-- @param $6:expiresAt?
-- @param $7:createdAt
INSERT INTO referral (
  id, merchant_id, partnership_id, uid, email, expires_at, state, state_set_at, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, 'converted', $7, $7, $7)
