-- Saved cards that their provider can charge no more, by how its tokens of them begin or end.
-- @param $1:connectionId
-- @param $2:beginWith?
-- @param $3:endWith?
-- @param $4:now
UPDATE saved_payment_method s SET removed_at = $4, let_go_at = $4
FROM customer c
WHERE c.id = s.customer_id AND s.removed_at IS NULL AND s.connection_id = $1
  AND (starts_with(s.connector_reference, $2) OR right(s.connector_reference, length($3)) = $3)
RETURNING s.id, s.customer_id AS "customerId", c.merchant_id AS "merchantId"
