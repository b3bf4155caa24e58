-- @param $1:id
SELECT
-- @include policies/scheduled/_columns
FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE y.payment_id = $1
