-- @param $1:id
-- @param $2:merchantId
-- @param $3:operation
-- @param $4:items
-- @param $5:itemCount
-- @param $6:actor
-- @param $7:requestId
-- @param $8:now
-- Items are text: an amount may be larger than JavaScript's own numbers.
INSERT INTO policy_async_request (id, merchant_id, operation, items, item_count, actor, request_id, created_at)
VALUES ($1, $2, $3, $4::text::jsonb, $5, $6::jsonb, $7, $8)
