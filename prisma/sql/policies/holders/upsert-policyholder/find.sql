-- The first policyholder of an identification.
-- @param $1:merchantId
-- @param $2:type
-- @param $3:number
-- @param $4:country
SELECT h.id FROM policyholder h
WHERE h.merchant_id = $1 AND h.identification ->> 'number' = $3 AND h.identification ->> 'type' = $2
  AND h.identification ->> 'country' = $4
ORDER BY h.created_at, h.id LIMIT 1
