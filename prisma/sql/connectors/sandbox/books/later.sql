-- @param $1:operationKey
-- @param $2:type
-- @param $3:dueAt
INSERT INTO sandbox_event (operation_key, type, due_at) VALUES ($1, $2, $3) ON CONFLICT (operation_key, type) DO NOTHING
