-- A request id of an adjustment may be anybody's text.
-- @param $1:paymentId
-- @param $2:requestsMax
(SELECT request_id::text AS id FROM request_payment WHERE payment_id = $1 ORDER BY request_id DESC LIMIT $2)
UNION
(SELECT request_id FROM adjustment
 WHERE payment_id = $1 AND request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
 ORDER BY sequence DESC LIMIT $2)
