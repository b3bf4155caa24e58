-- @param $1:id
-- @param $2:type
-- @param $3:identification
-- @param $4:firstName
-- @param $5:lastName
-- @param $6:email?
-- @param $7:cellphone?
-- @param $8:details
-- @param $9:appData?
-- @param $10:search
-- @param $11:now
UPDATE policyholder h SET type = $2, identification = $3::jsonb, first_name = $4, last_name = $5, email = $6,
  cellphone = $7, details = $8::jsonb, app_data = $9::jsonb, search = $10, updated_at = $11
WHERE h.id = $1 RETURNING
-- @include policies/holders/_columns
