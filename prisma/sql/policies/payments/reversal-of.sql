-- The reversal of a payment that stands: one that failed gave nothing back.
-- @param $1:paymentId
SELECT payment_id AS id FROM policy_payment WHERE reversal_of = $1 AND live
