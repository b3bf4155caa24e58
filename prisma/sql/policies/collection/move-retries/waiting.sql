-- The retries of a policy that wait to be collected by us with another method than this one.
-- @param $1:policyId
-- @param $2:methodId
SELECT y.payment_id AS id, y.merchant_id AS "merchantId", y.payment_type AS "paymentType",
  y.collection_type AS "collectionType", y.payment_method_id AS "methodId"
FROM policy_payment y
WHERE y.policy_id = $1 AND y.due_at IS NOT NULL AND y.retry_of IS NOT NULL AND y.payment_method_id <> $2 AND
-- @include policies/collection/_collected-by-us
