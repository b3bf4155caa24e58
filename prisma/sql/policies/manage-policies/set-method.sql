-- @param $1:id
-- @param $2:paymentMethodId
-- @param $3:now
UPDATE policy c SET payment_method_id = $2, updated_at = $3 WHERE c.id = $1 RETURNING
-- @include policies/_policy-columns
