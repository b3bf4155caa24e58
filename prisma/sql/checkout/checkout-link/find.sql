-- @param $1:token
SELECT payment_id AS "paymentId" FROM checkout_link WHERE token = $1
