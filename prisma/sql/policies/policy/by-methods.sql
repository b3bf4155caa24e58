-- @param $1:methodIds
SELECT
-- @include policies/_policy-columns
-- @include policies/_balance-column
FROM policy c WHERE c.payment_method_id = ANY ($1::uuid[]) ORDER BY c.created_at DESC, c.id DESC
