-- @param $1:merchantId?
-- @param $2:search?
-- @param $3:statuses?
-- @param $4:policyholderId?
-- @param $5:createdBy?
-- @param $6:productModuleId?
-- @param $7:policyNumbers?
SELECT count(*) AS total FROM policy c WHERE
-- @include policies/_where
AND c.status = 'active' AND EXISTS (SELECT FROM policy_payment_method m WHERE m.id = c.payment_method_id AND m.banv_status = 'blocked') -- @if methodBlocked
