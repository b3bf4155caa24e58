-- @param $1:merchantId
SELECT payment_limit_minor AS "limitMinor" FROM merchant WHERE id = $1
