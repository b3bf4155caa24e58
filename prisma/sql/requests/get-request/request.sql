-- @param $1:id
SELECT
-- @include requests/_request-columns
, m.name AS "merchantName"
  FROM request_log r LEFT JOIN merchant m ON m.id = r.merchant_id WHERE r.id = $1
