-- A decision that names its dispute was booked to the oldest dispute without one: what payments with several disputes say of
-- them, and the tally, becomes what their histories say.
CREATE TEMPORARY TABLE misjudged ON COMMIT DROP AS
WITH told AS (
  SELECT a.payment_id, a.status, a.amount_minor, a.respond_by, a.occurred_at, a.occurred_nanos, a.sequence, CASE
    WHEN a.status = 'dispute' THEN a.reference
    WHEN right(a.reference, 4) = '/won' AND a.status = 'dispute_won' THEN left(a.reference, -4)
    WHEN right(a.reference, 5) = '/lost' AND a.status = 'dispute_lost' THEN left(a.reference, -5) END AS name
  FROM adjustment a
  WHERE a.status IN ('dispute', 'dispute_won', 'dispute_lost') AND a.payment_id IN (
    SELECT n.payment_id FROM adjustment n
    WHERE n.status = 'dispute_won' AND right(n.reference, 4) = '/won' OR n.status = 'dispute_lost' AND right(n.reference, 5) = '/lost')
), named AS (
  SELECT DISTINCT ON (payment_id, name) payment_id, name, status FROM told WHERE status <> 'dispute' AND name IS NOT NULL
  ORDER BY payment_id, name, occurred_at DESC, occurred_nanos DESC, sequence DESC
), opened AS (
  SELECT t.payment_id, t.sequence, t.amount_minor, t.respond_by, d.status AS decision, CASE WHEN d.status IS NULL THEN
    row_number() OVER (PARTITION BY t.payment_id, d.status IS NULL ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) END AS n
  FROM told t LEFT JOIN named d ON d.payment_id = t.payment_id AND d.name = t.name WHERE t.status = 'dispute'
), unnamed AS (
  SELECT t.payment_id, t.amount_minor, t.status,
    row_number() OVER (PARTITION BY t.payment_id ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) AS n
  FROM told t WHERE t.status <> 'dispute' AND NOT EXISTS (
    SELECT FROM told o WHERE o.payment_id = t.payment_id AND o.status = 'dispute' AND o.name = t.name)
), judged AS (
  SELECT coalesce(o.payment_id, w.payment_id) AS payment_id, o.respond_by, coalesce(o.decision, w.status, 'dispute') AS outcome,
    CASE WHEN o.payment_id IS NULL THEN w.amount_minor ELSE o.amount_minor END AS amount_minor
  FROM opened o FULL JOIN unnamed w ON w.payment_id = o.payment_id AND w.n = o.n
), right_now AS (
  SELECT p.id, CASE
      WHEN p.kind IN ('connected', 'policy') THEN p.status
      WHEN bool_or(j.outcome = 'dispute') THEN 'dispute'
      WHEN bool_or(j.outcome = 'dispute_lost') THEN 'dispute_lost'
      ELSE (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id
        AND a.status IN ('refunded', 'refunded_failure', 'refund_reversed', 'dispute_won')
        ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1) END AS status,
    min(j.respond_by) FILTER (WHERE j.outcome = 'dispute') AS respond_by,
    CASE WHEN p.type = 'PAY-IN' THEN least(greatest(p.collected_minor - p.refunded_minor, 0), coalesce(sum(coalesce(j.amount_minor,
      greatest(p.collected_minor - p.refunded_minor, 0))) FILTER (WHERE j.outcome <> 'dispute_won'), 0)) ELSE 0 END AS disputed_minor,
    (SELECT max(t.occurred_at) FROM told t WHERE t.payment_id = p.id AND t.status <> 'dispute') AS decided_at
  FROM judged j JOIN payment p ON p.id = j.payment_id GROUP BY p.id
)
SELECT p.id, p.merchant_id, p.currency, p.precision, p.created_at, coalesce(p.mode = 'test', false) AS test, r.decided_at, r.status,
  CASE WHEN r.status = 'dispute' THEN r.respond_by END AS respond_by, r.disputed_minor::bigint AS disputed_now, p.disputed_minor,
  p.returned_minor, CASE WHEN p.type = 'PAY-IN' AND p.stage <> 'completed'
    THEN (greatest(p.collected_minor - p.refunded_minor, 0) - r.disputed_minor)::bigint ELSE 0 END AS returned_now
FROM right_now r JOIN payment p ON p.id = r.id
WHERE (p.status, p.disputed_minor) IS DISTINCT FROM (r.status, r.disputed_minor)
  OR p.respond_by IS DISTINCT FROM CASE WHEN r.status = 'dispute' THEN r.respond_by END;

UPDATE payment p SET status = m.status, respond_by = m.respond_by, disputed_minor = m.disputed_now, returned_minor = m.returned_now
FROM misjudged m WHERE p.id = m.id;

INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor, refunded_minor,
  disputed_minor, returned_minor, paid_out_minor)
SELECT merchant_id, currency, precision, date_bin('15 minutes', decided_at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), test, 0, 0, 0, disputed_now - disputed_minor,
  returned_now - returned_minor, 0
FROM misjudged WHERE (disputed_now, returned_now) <> (disputed_minor, returned_minor);
