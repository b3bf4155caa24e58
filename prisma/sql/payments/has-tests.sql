-- Whether a payment is a test, by the index of those that are.
-- @param $1:merchantId?
SELECT EXISTS (
  SELECT FROM payment p WHERE p.mode = 'test' AND ($1::uuid IS NULL OR p.merchant_id = $1)) AS there
