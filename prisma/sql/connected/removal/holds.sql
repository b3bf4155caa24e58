-- What a connector holds that is never deleted.
-- @param $1:id
SELECT EXISTS (SELECT 1 FROM payment p WHERE p.connector_id = $1) AS payments,
  EXISTS (SELECT 1 FROM payment_initiation i WHERE i.connector_id = $1) AS initiations,
  EXISTS (SELECT 1 FROM payment_import m WHERE m.connector_id = $1) AS imports,
  (SELECT c.name FROM account_mirror m JOIN connection c ON c.id = m.connection_id WHERE m.connector_id = $1) AS "mirrorOf"
