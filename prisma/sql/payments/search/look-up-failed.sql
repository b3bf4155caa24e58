-- The payments that failed or had an attempt that was declined, with one of these codes or any, when they are few. Given as
-- text, for the list only comes back as a parameter; null is more than foundMax.
-- @param $1:codes?
-- @param $2:foundMax
WITH by_payment AS MATERIALIZED (
  SELECT p.id FROM payment p WHERE p.failure_code = ANY ($1::text[])
), by_attempt AS MATERIALIZED (
  SELECT t.payment_id AS id FROM attempt t
  WHERE t.state = 'failed' AND t.operation = 'charge' AND ($1::text[] IS NULL OR t.decline_code = ANY ($1))
)
SELECT CASE WHEN count(*) <= $2::integer THEN coalesce(array_agg(f.id), '{}') END::text AS ids
FROM (
  SELECT id FROM (SELECT id FROM by_payment UNION ALL SELECT id FROM by_attempt) every LIMIT $2::integer + 1
) f
