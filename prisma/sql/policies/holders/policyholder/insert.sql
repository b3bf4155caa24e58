-- @param $1:id
-- @param $2:merchantId
-- @param $3:type
-- @param $4:identification
-- @param $5:firstName
-- @param $6:lastName
-- @param $7:email?
-- @param $8:cellphone?
-- @param $9:details
-- @param $10:appData?
-- @param $11:createdBy
-- @param $12:search
-- @param $13:now
INSERT INTO policyholder AS h (
  id, merchant_id, type, identification, first_name, last_name, email, cellphone, details, app_data, created_by, search,
  created_at, updated_at)
VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12, $13, $13) RETURNING
-- @include policies/holders/_columns
