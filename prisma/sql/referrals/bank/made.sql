-- @param $1:id
-- @param $2:ownerId
SELECT id FROM bank_account WHERE id = $1 AND owner_id = $2
