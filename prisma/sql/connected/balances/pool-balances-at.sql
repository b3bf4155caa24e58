-- What a pool's accounts hold together by the journal of adjustments up to a time, by asset.
-- @param $1:poolId
-- @param $2:at
-- @param $3:merchantId
-- @param $4:accountsShown
-- @notnull accountIds
WITH accounts AS (
  SELECT array(
-- @include connected/pools/_accounts
  ) AS ids FROM connected_pool p WHERE p.id = $1
)
SELECT m.currency, m.precision, sum(m.moved)::text AS balance,
  (array_agg(DISTINCT m.account_id))[1:$4::int] AS "accountIds"
FROM (
-- @include connected/balances/_moved
) m GROUP BY m.currency, m.precision ORDER BY m.currency, m.precision
