-- A dispute takes what it says, also of money that had been refunded, and was counted for no more than what was left; what a
-- bank took back of a premium is what its failure says. What payments say of both, and the tally, becomes what their histories say.
CREATE TEMPORARY TABLE taken_besides ON COMMIT DROP AS
WITH told AS (
  SELECT a.payment_id, a.status, a.amount_minor, a.occurred_at, a.occurred_nanos, a.sequence, CASE
    WHEN a.status = 'dispute' THEN a.reference
    WHEN right(a.reference, 4) = '/won' AND a.status = 'dispute_won' THEN left(a.reference, -4)
    WHEN right(a.reference, 5) = '/lost' AND a.status = 'dispute_lost' THEN left(a.reference, -5) END AS name
  FROM adjustment a WHERE a.status IN ('dispute', 'dispute_won', 'dispute_lost')
), named AS (
  SELECT DISTINCT ON (payment_id, name) payment_id, name, status FROM told WHERE status <> 'dispute' AND name IS NOT NULL
  ORDER BY payment_id, name, occurred_at DESC, occurred_nanos DESC, sequence DESC
), opened AS (
  SELECT t.payment_id, t.amount_minor, d.status AS decision, CASE WHEN d.status IS NULL THEN
    row_number() OVER (PARTITION BY t.payment_id, d.status IS NULL ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) END AS n
  FROM told t LEFT JOIN named d ON d.payment_id = t.payment_id AND d.name = t.name WHERE t.status = 'dispute'
), unnamed AS (
  SELECT t.payment_id, t.amount_minor, t.status,
    row_number() OVER (PARTITION BY t.payment_id ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) AS n
  FROM told t WHERE t.status <> 'dispute' AND NOT EXISTS (
    SELECT FROM told o WHERE o.payment_id = t.payment_id AND o.status = 'dispute' AND o.name = t.name)
), judged AS (
  SELECT coalesce(o.payment_id, w.payment_id) AS payment_id, coalesce(o.decision, w.status, 'dispute') AS outcome,
    CASE WHEN o.payment_id IS NULL THEN w.amount_minor ELSE o.amount_minor END AS amount_minor
  FROM opened o FULL JOIN unnamed w ON w.payment_id = o.payment_id AND w.n = o.n
), disputed AS (
  SELECT payment_id, coalesce(sum(amount_minor), 0) AS said, bool_or(amount_minor IS NULL) AS unsaid FROM judged
  WHERE outcome <> 'dispute_won' GROUP BY payment_id
), returned AS (
  SELECT DISTINCT ON (a.payment_id) a.payment_id, a.amount_minor FROM adjustment a JOIN payment p ON p.id = a.payment_id
  WHERE a.status = 'failed' AND NOT a.opening AND p.category = 'premium' AND p.collected_minor > 0
  ORDER BY a.payment_id, a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC
), now_so AS (
  SELECT p.id, d.disputed_now, CASE WHEN p.stage = 'completed' THEN 0
      ELSE coalesce(r.amount_minor, greatest(greatest(p.collected_minor - p.refunded_minor, 0) - d.disputed_now, 0)) END AS returned_now
  FROM payment p LEFT JOIN returned r ON r.payment_id = p.id
  LEFT JOIN disputed t ON t.payment_id = p.id
  CROSS JOIN LATERAL (SELECT least(coalesce(t.said + CASE WHEN t.unsaid
    THEN greatest(p.collected_minor - p.refunded_minor - t.said, 0) ELSE 0 END, 0), p.collected_minor) AS disputed_now) d
  WHERE p.type = 'PAY-IN' AND p.collected_minor > 0 AND (t.payment_id IS NOT NULL OR r.amount_minor IS NOT NULL)
)
SELECT p.id, p.merchant_id, p.currency, p.precision, p.created_at, coalesce(p.mode = 'test', false) AS test, n.disputed_now::bigint,
  n.returned_now::bigint, p.disputed_minor, p.returned_minor, (SELECT max(a.occurred_at) FROM adjustment a WHERE a.payment_id = p.id
    AND a.status IN ('dispute', 'dispute_won', 'dispute_lost', 'failed')) AS moved_at
FROM now_so n JOIN payment p ON p.id = n.id
WHERE (p.disputed_minor, p.returned_minor) <> (n.disputed_now, n.returned_now);

UPDATE payment p SET disputed_minor = t.disputed_now, returned_minor = t.returned_now FROM taken_besides t WHERE p.id = t.id;

INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor, refunded_minor,
  disputed_minor, returned_minor, paid_out_minor)
SELECT merchant_id, currency, precision, date_bin('15 minutes', moved_at, '2000-01-01 00:00:00Z'),
  date_bin('15 minutes', created_at, '2000-01-01 00:00:00Z'), test, 0, 0, 0, disputed_now - disputed_minor,
  returned_now - returned_minor, 0
FROM taken_besides;
