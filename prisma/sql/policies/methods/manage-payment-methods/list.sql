-- @param $1:merchantId?
-- @param $2:policyholderIds?
-- @param $3:ids?
-- @param $4:type?
-- @param $5:banvStatuses?
-- @param $6:dismissed?
-- @param $7:limit
-- @param $8:offset
SELECT
-- @include policies/methods/_method-columns
FROM policy_payment_method m WHERE
-- @include policies/methods/_where
ORDER BY m.created_at DESC, m.id DESC LIMIT $7 OFFSET $8
