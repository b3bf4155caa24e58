-- What of a payment arrived on an account's balance, where it has been read.
-- @param $1:paymentId
SELECT m.balance FROM mirrored_payment m WHERE m.payment_id = $1 ORDER BY m.read_at DESC, m.reference LIMIT 20
