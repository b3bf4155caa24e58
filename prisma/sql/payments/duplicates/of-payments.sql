-- Which payments may be the same money as one of these paid twice.
-- @param $1:ids
WITH kept AS MATERIALIZED (
-- @include payments/duplicates/_kept
  AND p.id IN (
    SELECT near.id FROM payment shown JOIN payment near ON near.merchant_id = shown.merchant_id
      AND near.initial_amount_minor = shown.initial_amount_minor AND near.type = 'PAY-IN'
      AND near.created_at BETWEEN shown.created_at - interval '1 day' AND shown.created_at + interval '1 day'
    WHERE shown.id = ANY ($1::uuid[]) AND shown.type = 'PAY-IN'
      AND shown.collected_minor > shown.refunded_minor + shown.disputed_minor + shown.returned_minor)
), pair AS (
-- @include payments/duplicates/_pairs
)
SELECT id, other_id AS "otherId" FROM pair WHERE id = ANY ($1::uuid[])
