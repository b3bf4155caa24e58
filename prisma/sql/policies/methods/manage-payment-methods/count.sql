-- @param $1:merchantId?
-- @param $2:policyholderId?
SELECT count(*) AS total FROM policy_payment_method m WHERE
-- @include policies/methods/_where
