-- @param $1:id
-- @param $2:paymentId
UPDATE payment_initiation SET payment_id = $2 WHERE id = $1 AND payment_id IS NULL
