-- @param $1:policyholderIds
SELECT
-- @include policies/_policy-columns
FROM policy c WHERE c.policyholder_id = ANY ($1::uuid[]) ORDER BY c.created_at DESC, c.id DESC
