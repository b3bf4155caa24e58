-- @param $1:provider
-- @param $2:connectorReference
-- @param $3:reference
-- @param $4:merchantId?
-- @include connected/initiations/_select
WHERE k.provider = $1 AND k.reference = $2 AND text_key(i.reference) = text_key($3::text) AND i.reference = $3
  AND i.deleted_at IS NULL AND ($4::uuid IS NULL OR i.merchant_id = $4)
