-- @param $1:merchantId
-- @param $2:key
SELECT
-- @include checkout/_checkout-columns

FROM idempotency_record i
JOIN payment p ON p.id = i.payment_id
JOIN checkout_link l ON l.payment_id = p.id
WHERE i.merchant_id = $1 AND i.door = 'checkout' AND i.key = $2
