-- With the sealed number, for the file for the bank and for nothing else.
-- @param $1:ids
SELECT id, number_sealed AS "numberSealed" FROM bank_account WHERE id = ANY ($1::uuid[])
