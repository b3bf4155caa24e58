-- The same page as the door shows it: each with what is owed on it, and without its holder.
-- @param $1:merchantId?
-- @param $2:search?
-- @param $3:statuses?
-- @param $4:policyholderId?
-- @param $5:createdBy?
-- @param $6:productModuleId?
-- @param $7:policyNumbers?
-- @param $8:lapsesBy
-- @param $9:unansweredSince
-- @param $10:limit
-- @param $11:offset
SELECT
-- @include policies/_policy-columns
-- @include policies/_balance-column
FROM policy c
WHERE
-- @include policies/_where
-- @include policies/_method-where
ORDER BY c.created_at DESC, c.id DESC LIMIT $10 OFFSET $11
