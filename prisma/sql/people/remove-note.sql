-- @param $1:id
-- @param $2:merchantId?
DELETE FROM person_note n WHERE n.id = $1 AND ($2::uuid IS NULL OR n.merchant_id = $2)
RETURNING n.merchant_id AS "merchantId", n.record_type AS "recordType", n.record_id AS "recordId"
