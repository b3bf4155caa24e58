-- Of some payments those whose money nobody can be asked for any more: the connection that charged them has been disconnected.
-- @param $1:ids
SELECT t.payment_id AS id FROM attempt t JOIN connection c ON c.id = t.connection_id
WHERE t.payment_id = ANY ($1::uuid[]) AND t.operation = 'charge' AND t.state = 'succeeded' AND c.disconnected_at IS NOT NULL
