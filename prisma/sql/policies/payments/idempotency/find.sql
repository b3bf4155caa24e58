-- What was kept of a key, and whether any of the objects its request names is another merchant's.
-- @param $1:merchantId
-- @param $2:key
-- @param $3:named
SELECT fingerprint, status, body,
  EXISTS (SELECT 1 FROM policy o WHERE o.id = ANY ($3::uuid[]) AND o.merchant_id <> $1)
    OR EXISTS (SELECT 1 FROM payment o WHERE o.id = ANY ($3::uuid[]) AND o.merchant_id <> $1)
    OR EXISTS (SELECT 1 FROM payment_batch o WHERE o.id = ANY ($3::uuid[]) AND o.merchant_id <> $1)
    OR EXISTS (SELECT 1 FROM policyholder o WHERE o.id = ANY ($3::uuid[]) AND o.merchant_id <> $1)
    OR EXISTS (SELECT 1 FROM product_module o WHERE o.id = ANY ($3::uuid[]) AND o.merchant_id <> $1) AS elsewhere
FROM policy_idempotency WHERE merchant_id = $1 AND key = $2
