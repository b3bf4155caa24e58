-- Every currency there is a payment in. One look at the index for each, however many payments there are.
-- @notnull currency
WITH RECURSIVE found AS (
  (SELECT currency FROM payment ORDER BY currency LIMIT 1)
  UNION ALL
  SELECT (SELECT p.currency FROM payment p WHERE p.currency > f.currency ORDER BY p.currency LIMIT 1)
  FROM found f WHERE f.currency IS NOT NULL
)
SELECT f.currency FROM found f WHERE f.currency IS NOT NULL ORDER BY f.currency
