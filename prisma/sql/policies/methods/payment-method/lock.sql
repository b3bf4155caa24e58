-- A weaker lock than FOR UPDATE: a payment that names the method may be recorded meanwhile.
-- @param $1:ids
SELECT
-- @include policies/methods/_method-columns
FROM policy_payment_method m WHERE m.id = ANY ($1::uuid[]) ORDER BY m.id
 FOR NO KEY UPDATE
