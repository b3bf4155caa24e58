-- Customers beyond a place in the list, nearest to it first.
-- @param $1:merchantId
-- @param $2:id
-- @param $3:pattern
-- @param $4:olderThan
-- @param $5:olderThanId
-- @param $6:newerThan
-- @param $7:newerThanId
-- @param $8:limit
SELECT
-- @include customers/_columns
  , m.name AS "merchantName"
FROM customer c JOIN merchant m ON m.id = c.merchant_id
WHERE c.deleted_at IS NULL
  AND c.merchant_id = $1 -- @if merchantId
  AND c.id = $2 -- @if id
  AND ( -- @if pattern
    search_key(c.name) LIKE search_key($3) OR search_key(c.email) LIKE search_key($3) -- @if pattern
    OR search_key(c.external_id) LIKE search_key($3)) -- @if pattern
  AND (c.created_at, c.id) < ($4, $5) -- @if olderThan
  AND (c.created_at, c.id) > ($6, $7) -- @if newerThan
ORDER BY c.created_at DESC, c.id DESC -- @unless upwards
ORDER BY c.created_at, c.id -- @if upwards
LIMIT $8
