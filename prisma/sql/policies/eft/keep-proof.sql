-- @param $1:paymentId
-- @param $2:fileName
-- @param $3:description
-- @param $4:fileType
-- @param $5:content
-- @param $6:now
INSERT INTO policy_proof_of_payment (payment_id, file_name, description, file_type, content, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
