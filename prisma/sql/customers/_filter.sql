WHERE c.deleted_at IS NULL
  AND c.merchant_id = $1 -- @if merchantId
  AND search_key(c.name) LIKE search_key($2) -- @if name
  AND search_key(c.email) LIKE search_key($3) -- @if email
  AND c.external_id = $4 -- @if externalId
