-- @param $1:id
-- @param $2:kind
-- @param $3:connectorId
-- @param $4:fileName
-- @param $5:columns
-- @param $6:mapping
-- @param $7:lines
-- @param $8:actorId
-- @param $9:actorLabel
-- @param $10:now
-- @param $11:sent
INSERT INTO payment_import (
  id, kind, connector_id, file_name, columns, mapping, lines, actor_id, actor_label, created_at, sent)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id
