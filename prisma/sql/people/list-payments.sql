-- The newest payments of a person's records.
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
  SELECT * FROM payment WHERE id IN (
-- @include people/_payments-of
  ) ORDER BY created_at DESC, id DESC LIMIT $5) p
-- @include payments/_shown-joins
ORDER BY p.created_at DESC, p.id DESC
