-- @param $1:merchantId?
-- @param $2:statuses?
SELECT count(*) AS total FROM payment_batch
WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::text[] IS NULL OR status = ANY ($2))
