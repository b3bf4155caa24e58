-- As many as the list of the same state, up to a limit.
-- @param $1:merchantId?
-- @param $2:state?
-- @param $3:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM unrecovered_premium u WHERE
  -- @include policies/collection/_unrecovered-where
  LIMIT $3) found
