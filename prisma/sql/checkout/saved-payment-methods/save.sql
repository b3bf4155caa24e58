-- Keeps a card. The same one, by the provider's name of its number or else by all that is printed on it, is kept once.
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
-- @param $11:fingerprint?
WITH replaced AS (
  UPDATE saved_payment_method SET removed_at = $9
  WHERE customer_id = $2 AND connector = $3 AND removed_at IS NULL AND (
    (connector_reference, brand, last4) = ($4, $5, $6)
    OR connection_id = $10 AND (fingerprint = $11 OR (fingerprint IS NULL OR $11 IS NULL)
      AND (brand, last4, expiry_month, expiry_year) = ($5, $6, $7, $8)))
)
INSERT INTO saved_payment_method (
  id, customer_id, connector, connector_reference, brand, last4, expiry_month, expiry_year, created_at, connection_id,
  fingerprint)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
