-- Cards that were removed here and not yet at their provider, unless they are kept again or their connection has ended.
-- @param $1:triedBefore
-- @param $2:limit
SELECT s.id, s.connection_id AS "connectionId", s.connector_reference AS "token"
FROM saved_payment_method s JOIN connection c ON c.id = s.connection_id AND c.disconnected_at IS NULL
WHERE s.removed_at IS NOT NULL AND s.let_go_at IS NULL AND (s.let_go_tried_at IS NULL OR s.let_go_tried_at < $1)
  AND NOT EXISTS (
    SELECT 1 FROM saved_payment_method k
    WHERE k.customer_id = s.customer_id AND k.connector_reference = s.connector_reference AND k.removed_at IS NULL)
ORDER BY s.let_go_tried_at NULLS FIRST, s.removed_at LIMIT $2
