-- Under the payments' locks.
-- @param $1:rows
-- @param $2:methodId
-- @param $3:now
WITH moved AS (
  UPDATE policy_payment y SET payment_method_id = $2, collection_type = i.collection_type
  FROM jsonb_to_recordset($1::jsonb) AS i (id uuid, collection_type text) WHERE y.payment_id = i.id
  RETURNING y.payment_id
)
UPDATE payment p SET updated_at = $3 FROM moved m WHERE p.id = m.payment_id
