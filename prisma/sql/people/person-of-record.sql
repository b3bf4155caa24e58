-- Whose a record is, what it was merged into, and whose it would be by itself.
-- @param $1:type
-- @param $2:id
-- @param $3:merchantId?
SELECT r.id, r.merchant_id AS "merchantId", r.person, r.person_id AS "mergedId", person_key(NULL, r.email, r.id) AS own, r.name
FROM (
-- @include people/_records
) r
WHERE r.type = $1 AND r.id = $2 AND ($3::uuid IS NULL OR r.merchant_id = $3)
