-- A key of no one merchant acts for the merchant of what it makes, else for the first.
-- @param $1:keys
-- @param $2:keyRequestsMax
SELECT
-- @include requests/_request-columns
, m.id AS "actingMerchantId", m.name AS "merchantName"
  FROM request_log r
  LEFT JOIN merchant m ON m.id = coalesce(r.merchant_id,
    (SELECT p.merchant_id FROM request_payment t JOIN payment p ON p.id = t.payment_id
     WHERE t.request_id = r.id ORDER BY p.id LIMIT 1))
  WHERE r.idempotency_key = ANY ($1::text[]) ORDER BY r.id LIMIT $2
