-- What begins by itself when the database is released, up to so many of each.
-- @param $1:now
-- @param $2:limit
SELECT
  (SELECT count(*)::int FROM (
    SELECT 1 FROM policy_payment y WHERE y.due_at <= $1 AND
-- @include policies/collection/_collected-by-us
    LIMIT $2) due) AS premiums,
  (SELECT count(*)::int FROM (
    SELECT 1 FROM payment_initiation i WHERE i.decision = 'approved' AND i.payment_id IS NULL AND i.unsent_at IS NULL
      AND i.deleted_at IS NULL AND i.scheduled_at <= $1 LIMIT $2) due) AS payouts,
  (SELECT count(*)::int FROM (
    SELECT 1 FROM attempt WHERE state IN ('started', 'requires_action', 'processing', 'unknown') LIMIT $2) open) AS attempts,
  (SELECT count(*)::int FROM (SELECT 1 FROM webhook_delivery WHERE state = 'pending' LIMIT $2) waiting) AS deliveries
