-- @param $1:merchantId?
-- @param $2:policyholderId?
-- @param $3:limit
-- @param $4:offset
SELECT
-- @include policies/methods/_method-columns
FROM policy_payment_method m WHERE
-- @include policies/methods/_where
ORDER BY m.created_at DESC, m.id DESC LIMIT $3 OFFSET $4
