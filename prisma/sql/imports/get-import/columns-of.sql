-- @param $1:id
SELECT columns FROM payment_import WHERE id = $1
