-- A payment's attempts in the order they were made.
-- @param $1:paymentId
SELECT
-- @include payments/_attempt-columns
FROM attempt t WHERE t.payment_id = $1 ORDER BY t.started_at, t.id
