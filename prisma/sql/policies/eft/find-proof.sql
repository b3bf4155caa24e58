-- @param $1:paymentId
SELECT f.file_name AS "fileName", f.description, f.file_type AS "fileType", f.content
FROM policy_proof_of_payment f WHERE f.payment_id = $1
