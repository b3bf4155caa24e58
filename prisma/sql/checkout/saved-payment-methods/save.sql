-- @param $1:id
-- @param $2:customerId
-- @param $3:connector
-- @param $4:token
-- @param $5:cardBrand
-- @param $6:cardLast4
-- @param $7:expiryMonth
-- @param $8:expiryYear
-- @param $9:now
-- @param $10:connectionId?
WITH replaced AS (
  UPDATE saved_payment_method SET removed_at = $9
  WHERE customer_id = $2 AND connector = $3 AND connector_reference = $4 AND brand = $5 AND last4 = $6
    AND removed_at IS NULL
)
INSERT INTO saved_payment_method (
  id, customer_id, connector, connector_reference, brand, last4, expiry_month, expiry_year, created_at, connection_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
