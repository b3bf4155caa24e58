-- A person's disputed payments, the first to be answered first.
-- @param $1:customerIds
-- @param $2:policyholderIds
-- @param $3:referralIds
-- @param $4:accountIds
-- @param $5:limit
SELECT
-- @include payments/_payment-columns
,
-- @include payments/_shown-columns
FROM (
  SELECT * FROM payment WHERE in_dispute AND id IN (
-- @include people/_payments-of
  ) ORDER BY respond_by, created_at DESC, id DESC LIMIT $5) p
-- @include payments/_shown-joins
ORDER BY p.respond_by, p.created_at DESC, p.id DESC
