-- @param $1:paymentId
-- @param $2:attempts
-- @param $3:lockedUntil?
UPDATE checkout_link SET attempts = $2, locked_until = $3 WHERE payment_id = $1
