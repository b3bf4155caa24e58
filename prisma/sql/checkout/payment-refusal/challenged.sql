-- @param $1:paymentId
SELECT id FROM attempt WHERE payment_id = $1 AND operation = 'charge' AND state = 'requires_action'
