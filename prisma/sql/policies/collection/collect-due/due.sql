-- @param $1:now
-- @param $2:recordedBefore
-- @param $3:collectBatchMax
-- @param $4:merchantId
-- @param $5:except
SELECT y.payment_id AS id FROM policy_payment y
WHERE y.due_at <= $1 AND y.created_at <= $2
  AND y.merchant_id = $4 -- @if merchantId
  AND y.merchant_id <> ALL ($5::uuid[]) -- @if except
  AND
-- @include policies/collection/_collected-by-us

ORDER BY y.due_at, y.payment_id LIMIT $3
