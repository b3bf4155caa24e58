-- The ids of all records of these persons of one merchant.
-- @param $1:merchantId
-- @param $2:persons
SELECT r.id FROM (
-- @include people/_records
) r
WHERE r.merchant_id = $1 AND r.person = ANY ($2::text[])
