-- What somebody told of a payment's disputes (`told`, from _dispute-adjustments) as its disputes with what came of each, like
-- lib/payments/fold.ts: a decision that names its dispute is of that one, and the last of them counts; any other is of the
-- oldest that has none.
SELECT CASE WHEN o.sequence IS NULL THEN w.amount_minor ELSE o.amount_minor END AS amount_minor, o.respond_by,
  coalesce(o.decision, w.status, 'dispute') AS outcome
FROM (
  SELECT t.sequence, t.amount_minor, t.respond_by, d.status AS decision, CASE WHEN d.status IS NULL THEN
    row_number() OVER (PARTITION BY d.status IS NULL ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) END AS n
  FROM told t LEFT JOIN (
    SELECT DISTINCT ON (name) name, status FROM told WHERE status <> 'dispute'
    ORDER BY name, occurred_at DESC, occurred_nanos DESC, sequence DESC) d ON d.name = t.name
  WHERE t.status = 'dispute') o
FULL JOIN (
  SELECT t.amount_minor, t.status, row_number() OVER (ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) AS n
  FROM told t
  WHERE t.status <> 'dispute' AND NOT EXISTS (SELECT FROM told o WHERE o.status = 'dispute' AND o.name = t.name)) w ON w.n = o.n
