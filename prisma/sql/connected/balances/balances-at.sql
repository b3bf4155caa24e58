-- What accounts hold by the journal of adjustments up to a time, by asset: what arrived at them less what left them.
-- @param $1:accountIds
-- @param $2:at
-- @param $3:merchantId
-- @notnull accountId
WITH accounts AS (SELECT $1::text[] AS ids)
SELECT m.account_id AS "accountId", m.currency, m.precision, sum(m.moved)::text AS balance,
  min(m.first_at) AS "createdAt", max(m.last_at) AS "lastUpdatedAt"
FROM (
-- @include connected/balances/_moved
) m GROUP BY m.account_id, m.currency, m.precision ORDER BY m.account_id, m.currency, m.precision
