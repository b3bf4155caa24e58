-- @param $1:provider
-- @param $2:connectorReference
-- @param $3:reference
-- @param $4:merchantId?
-- @include connected/connectors/account/_select
WHERE k.provider = $1 AND k.reference = $2 AND text_key(a.reference) = text_key($3::text) AND a.reference = $3
  AND ($4::uuid IS NULL OR a.merchant_id = $4)
