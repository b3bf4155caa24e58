-- @param $1:ids
SELECT
-- @include policies/methods/_method-columns
FROM policy_payment_method m WHERE m.id = ANY ($1::uuid[])
