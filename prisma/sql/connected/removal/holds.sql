-- What a connector holds that is never deleted, and whether what moved or is to move through another names its accounts.
-- @param $1:id
WITH own AS (
  SELECT a.merchant_id, connected_account_id(k.provider, k.reference, a.reference) AS id
  FROM connected_account a JOIN connector k ON k.id = a.connector_id WHERE k.id = $1)
SELECT EXISTS (SELECT 1 FROM payment p WHERE p.connector_id = $1) AS payments,
  EXISTS (SELECT 1 FROM payment_initiation i WHERE i.connector_id = $1) AS initiations,
  EXISTS (SELECT 1 FROM payment_import m WHERE m.connector_id = $1) AS imports,
  (SELECT c.name FROM account_mirror m JOIN connection c ON c.id = m.connection_id WHERE m.connector_id = $1) AS "mirrorOf",
  EXISTS (
    SELECT 1 FROM own JOIN connected_payment c ON c.destination_account_id = own.id
      JOIN payment p ON p.id = c.payment_id AND p.merchant_id = own.merchant_id
    UNION ALL
    SELECT 1 FROM own JOIN connected_payment c ON c.source_account_id = own.id
      JOIN payment p ON p.id = c.payment_id AND p.merchant_id = own.merchant_id) AS "accountsPaid",
  EXISTS (
    SELECT 1 FROM own JOIN payment_initiation i ON i.destination_account_id = own.id OR i.source_account_id = own.id
    WHERE i.merchant_id = own.merchant_id AND i.deleted_at IS NULL) AS "accountsInitiated"
