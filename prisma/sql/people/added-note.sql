-- @param $1:id
SELECT merchant_id AS "merchantId", record_type AS "recordType", record_id AS "recordId", note FROM person_note WHERE id = $1
