-- What became of money that had arrived, and that a payment was closed unpaid, outrank what happened before by its own
-- time and was heard of later: payments of our own doors whose reports were dated back show it from now on.
WITH shown AS (
  SELECT p.id, p.merchant_id, p.kind, p.stage AS stage_before, ranked.status, CASE
    WHEN ranked.status = 'cancelled' THEN 'cancelled' WHEN ranked.status = 'expired' THEN 'expired' ELSE 'completed' END AS stage
  FROM payment p
  CROSS JOIN LATERAL (
    SELECT a.status FROM adjustment a
    WHERE a.payment_id = p.id
      AND a.status IN ('refunded', 'refunded_failure', 'refund_reversed', 'dispute_won', 'cancelled', 'expired')
    ORDER BY a.status IN ('cancelled', 'expired'), a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1) ranked
  WHERE p.kind <> 'connected' AND p.status NOT IN ('dispute', 'dispute_lost') AND p.status <> ranked.status
), changed AS (
  UPDATE payment p SET status = s.status, stage = s.stage, updated_at = now() FROM shown s WHERE p.id = s.id
), closed AS (
  UPDATE checkout_link l SET due_at = NULL FROM shown s WHERE l.payment_id = s.id
)
INSERT INTO payment_tally (merchant_id, kind, stage, payments)
SELECT s.merchant_id, s.kind, change.stage, sum(change.payments)
FROM shown s, LATERAL (VALUES (s.stage_before, -1), (s.stage, 1)) AS change (stage, payments)
WHERE s.stage <> s.stage_before GROUP BY 1, 2, 3;
