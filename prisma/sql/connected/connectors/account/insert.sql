-- @param $1:id
-- @param $2:connectorId
-- @param $3:merchantId
-- @param $4:reference
-- @param $5:type
-- @param $6:defaultAsset?
-- @param $7:name
-- @param $8:metadata
-- @param $9:createdAt
INSERT INTO connected_account (
  id, connector_id, merchant_id, reference, type, default_asset, name, metadata, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
ON CONFLICT (text_key(reference), connector_id) DO NOTHING RETURNING id
