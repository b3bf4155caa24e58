-- @param $1:id
-- @param $2:merchantId
-- @param $3:policyId
-- @param $4:paymentMethodId
-- @param $5:connectionId
-- @param $6:linkToken
-- @param $7:expiresAt
-- @param $8:now
INSERT INTO mandate AS m (id, merchant_id, policy_id, payment_method_id, connection_id, link_token, expires_at, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
RETURNING
-- @include policies/mandates/_mandate-columns
