-- Under the payment's lock. A billing date that was told apart from the payment's date moves with it.
-- @param $1:id
-- @param $2:scheduledFor
-- @param $3:now
WITH moved AS (
  UPDATE policy_payment y SET payment_date = $2, action_date = $2, due_at = $2,
    billing_date = CASE WHEN y.billing_date IS NOT NULL THEN $2::timestamptz END,
    schedule_version = y.schedule_version + 1
  WHERE y.payment_id = $1
)
UPDATE payment SET updated_at = $3 WHERE id = $1
