-- @param $1:merchantId?
SELECT stage, coalesce(sum(payments), 0)::bigint AS n FROM payment_tally
WHERE kind = 'checkout' AND ($1::uuid IS NULL OR merchant_id = $1) GROUP BY stage
