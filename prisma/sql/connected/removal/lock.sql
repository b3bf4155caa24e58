-- The connector until the transaction ends: whoever records a payment, an account or an initiation of it waits.
-- @param $1:id
-- @param $2:merchantId?
SELECT
-- @include connected/connectors/_connector-columns
FROM connector k WHERE k.id = $1 AND ($2::uuid IS NULL OR k.merchant_id = $2) FOR UPDATE
