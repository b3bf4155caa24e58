-- @param $1:merchantId?
SELECT state, currency, sum(amount_minor)::text AS "amountMinor", count(*)::int AS commissions
FROM commission WHERE $1::uuid IS NULL OR merchant_id = $1 GROUP BY state, currency ORDER BY currency, state
