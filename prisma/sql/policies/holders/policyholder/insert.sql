-- @param $1:id
-- @param $2:merchantId
-- @param $3:type
-- @param $4:identification
-- @param $5:firstName
-- @param $6:lastName
-- @param $7:email?
-- @param $8:cellphone?
-- @param $9:search
-- @param $10:now
INSERT INTO policyholder AS h (
  id, merchant_id, type, identification, first_name, last_name, email, cellphone, search, created_at, updated_at)
VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $10) RETURNING
-- @include policies/holders/_columns
