-- Whoever changes one pool at once waits here.
-- @param $1:id
-- @param $2:merchantId?
SELECT p.id, p.merchant_id AS "merchantId", p.name, p.query, p.created_at AS "createdAt"
FROM connected_pool p WHERE p.id = $1 AND ($2::uuid IS NULL OR p.merchant_id = $2) FOR UPDATE
