-- What a connector holds that is never deleted, and whether what moved or is to move through another names its accounts.
-- Asked under locks: accounts are looked up, and never paired with all that may name them, whatever the planner knows.
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
    WHERE (SELECT p.merchant_id FROM payment p WHERE p.id = c.payment_id) = own.merchant_id
    UNION ALL
    SELECT 1 FROM own JOIN connected_payment c ON c.source_account_id = own.id
    WHERE (SELECT p.merchant_id FROM payment p WHERE p.id = c.payment_id) = own.merchant_id) AS "accountsPaid",
  EXISTS (
    SELECT 1 FROM payment_initiation i WHERE i.deleted_at IS NULL AND (
      (i.merchant_id, i.destination_account_id) IN (SELECT own.merchant_id, own.id FROM own)
      OR (i.merchant_id, i.source_account_id) IN (SELECT own.merchant_id, own.id FROM own))) AS "accountsInitiated"
