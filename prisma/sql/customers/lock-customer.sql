-- As strong as a deletion's own: a payment that is being made for the customer is waited for.
-- @param $1:id
-- @param $2:merchantId?
SELECT
-- @include customers/_columns
FROM customer c WHERE c.id = $1 AND c.deleted_at IS NULL AND ($2::uuid IS NULL OR c.merchant_id = $2) FOR UPDATE
