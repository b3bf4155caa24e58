-- @param $1:paymentId
SELECT payment_id AS id FROM policy_payment WHERE reversal_of = $1
