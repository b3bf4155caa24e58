-- @param $1:merchantId?
-- @param $2:since
SELECT p.currency, p.precision, sum(y.amount_minor)::text AS "amountMinor"
FROM
-- @include policies/collection/_retries
AND p.status = 'succeeded' GROUP BY p.currency, p.precision ORDER BY p.currency
