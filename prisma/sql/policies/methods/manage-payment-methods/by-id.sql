-- @param $1:id
SELECT
-- @include policies/methods/_method-columns
FROM policy_payment_method m WHERE m.id = $1
