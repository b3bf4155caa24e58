-- @param $1:merchantId?
-- @param $2:policyholderIds?
-- @param $3:ids?
-- @param $4:type?
-- @param $5:banvStatuses?
-- @param $6:dismissed?
SELECT count(*) AS total FROM policy_payment_method m WHERE
-- @include policies/methods/_where
