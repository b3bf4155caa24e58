-- Whoever changes, forwards or deletes one user at once waits here.
-- @param $1:id
-- @param $2:merchantId?
SELECT u.id, u.merchant_id AS "merchantId", u.name
FROM payment_service_user u WHERE u.id = $1 AND ($2::uuid IS NULL OR u.merchant_id = $2) FOR UPDATE
