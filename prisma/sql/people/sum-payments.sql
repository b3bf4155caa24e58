-- Where the money of all payments of a person's records went.
-- @param $1:customerIds
-- @param $2:policyholderIds
-- @param $3:referralIds
-- @param $4:accountIds
SELECT p.currency, p.precision, count(*)::int AS payments, sum(p.collected_minor)::text AS "collectedMinor",
  sum(p.refunded_minor)::text AS "refundedMinor", sum(p.disputed_minor)::text AS "disputedMinor",
  sum(p.returned_minor)::text AS "returnedMinor", sum(p.paid_out_minor)::text AS "paidOutMinor"
FROM payment p WHERE p.id IN (
-- @include people/_payments-of
)
GROUP BY p.currency, p.precision
ORDER BY payments DESC, p.currency
