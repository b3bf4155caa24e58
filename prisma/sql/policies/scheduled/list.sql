-- Payments that wait for their day, the next first.
-- @param $1:merchantId?
-- @param $2:policyId?
-- @param $3:paymentTypes?
-- @param $4:limit
-- @param $5:offset
SELECT
-- @include policies/scheduled/_columns
FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE
-- @include policies/scheduled/_where
ORDER BY y.due_at, y.payment_id LIMIT $4 OFFSET $5
