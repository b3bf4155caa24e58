-- @param $1:id
-- @param $2:paymentId
UPDATE payment_initiation SET payment_id = $2, unsent_at = NULL, unsent_reason = NULL WHERE id = $1 AND payment_id IS NULL
