-- The first customer of one merchant who has an e-mail address, an external id, or both.
-- @param $1:merchantId
-- @param $2:email
-- @param $3:externalId
-- @param $4:exceptId
SELECT
-- @include customers/_columns
FROM customer c
WHERE c.deleted_at IS NULL AND c.merchant_id = $1
  AND email_key(c.email) = email_key($2) -- @if email
  AND c.external_id = $3 -- @if externalId
  AND c.id <> $4 -- @if exceptId
ORDER BY c.created_at, c.id LIMIT 1
