-- Where the money of all payments of a person's records went, tests by themselves where they are to be told apart.
-- @param $1:customerIds
-- @param $2:policyholderIds
-- @param $3:referralIds
-- @param $4:accountIds
-- @param $5:apart
SELECT p.currency, p.precision, $5::boolean AND coalesce(p.mode = 'test', false) AS test, count(*)::int AS payments, sum(p.collected_minor)::text AS "collectedMinor",
  sum(p.refunded_minor)::text AS "refundedMinor", sum(p.disputed_minor)::text AS "disputedMinor",
  sum(p.returned_minor)::text AS "returnedMinor", sum(p.paid_out_minor)::text AS "paidOutMinor"
FROM payment p WHERE p.id IN (
-- @include people/_payments-of
)
GROUP BY p.currency, p.precision, test
ORDER BY payments DESC, p.currency
