-- @param $1:merchantId?
-- @param $2:stage?
SELECT coalesce(sum(payments), 0)::bigint AS total FROM payment_tally
WHERE kind = 'checkout' AND ($1::uuid IS NULL OR merchant_id = $1) AND ($2::text IS NULL OR stage = $2)
