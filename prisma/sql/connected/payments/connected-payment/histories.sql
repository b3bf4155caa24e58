-- @param $1:ids
SELECT a.payment_id AS "paymentId", a.metadata,
-- @include payments/_adjustment-columns
FROM adjustment a
 WHERE a.payment_id = ANY ($1::uuid[]) ORDER BY a.payment_id, a.sequence
