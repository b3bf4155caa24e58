-- @param $1:until
-- @param $2:now
-- @param $3:limit
SELECT
  (SELECT count(*)::int FROM (SELECT 1 FROM checkout_link l JOIN payment p ON p.id = l.payment_id WHERE l.due_at <= $1 AND p.status = 'pending' LIMIT $3) due) AS "linksExpiring",
  (SELECT count(*)::int FROM (
    SELECT 1 FROM policy_payment y WHERE y.due_at <= $1 AND y.retry_of IS NULL AND
-- @include policies/collection/_collected-by-us
    LIMIT $3) due) AS "premiumsDue",
  (SELECT count(*)::int FROM (
    SELECT 1 FROM policy_payment y WHERE y.due_at <= $1 AND y.retry_of IS NOT NULL AND
-- @include policies/collection/_collected-by-us
    LIMIT $3) due) AS "retriesDue",
  (SELECT count(*)::int FROM (SELECT 1 FROM commission WHERE state = 'pending' AND approve_at <= $1 LIMIT $3) due) AS "commissionsDue",
  (SELECT count(*)::int FROM (SELECT 1 FROM api_key WHERE expires_at > $2 AND expires_at <= $1 AND revoked_at IS NULL LIMIT $3) due) AS "keysEnding"
