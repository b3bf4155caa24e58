-- A page of pools, by the conditions of a query.
SELECT p.id, p.merchant_id AS "merchantId", p.name, p.query, p.created_at AS "createdAt"
FROM connected_pool p
WHERE
true -- @replace conditions
ORDER BY
p.created_at DESC, p.id DESC LIMIT 15 -- @replace order
