-- @param $1:policyholderIds
SELECT
-- @include policies/_policy-columns
-- @include policies/_balance-column
FROM policy c WHERE c.policyholder_id = ANY ($1::uuid[]) ORDER BY c.created_at DESC, c.id DESC
