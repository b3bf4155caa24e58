// The fold of lib/payments/fold.ts once more, in the database's own words: neither copy can drift alone.
const FOLDED = `
  SELECT p.id,
    coalesce((SELECT CASE
        WHEN p.kind = 'connected' THEN NULL
        WHEN count(*) FILTER (WHERE a.status = 'dispute') >
          count(*) FILTER (WHERE a.status IN ('dispute_won', 'dispute_lost')) THEN 'dispute'
        WHEN count(*) FILTER (WHERE a.status = 'dispute_lost') > 0 THEN 'dispute_lost' END
      FROM adjustment a WHERE a.payment_id = p.id),
      (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND p.kind <> 'connected'
        AND a.status IN ('refunded', 'refunded_failure', 'refund_reversed', 'dispute_won')
      ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1),
      (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND p.kind <> 'connected'
        AND a.status IN ('cancelled', 'expired')
      ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1),
      (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id AND a.status <> 'amount_adjustment'
      ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1), 'pending') AS status,
    (SELECT a.status FROM adjustment a WHERE a.payment_id = p.id
      ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1) AS last_status,
    p.opening_amount_minor + coalesce((SELECT sum(CASE
        WHEN a.opening THEN 0
        WHEN a.status IN ('capture', 'refund_reversed') THEN coalesce(a.amount_minor, 0)
        WHEN a.status = 'refunded' THEN -coalesce(a.amount_minor, 0)
        ELSE 0 END) FROM adjustment a WHERE a.payment_id = p.id), 0) AS amount_minor,
    coalesce((SELECT a.amount_minor FROM adjustment a
      WHERE a.payment_id = p.id AND a.status = 'amount_adjustment' AND NOT a.opening
      ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1), p.opening_initial_amount_minor) AS initial_amount_minor
  FROM payment p`;

/** What must hold of every payment; lib/invariants asks. */
export const PAYMENT_INVARIANTS: Record<string, string> = {
  "a payment's snapshot is the fold of its adjustments": `
    SELECT p.id FROM payment p JOIN (${FOLDED}) f ON f.id = p.id
    WHERE (p.status, p.last_status, p.amount_minor, p.initial_amount_minor)
      IS DISTINCT FROM (f.status, f.last_status, f.amount_minor, f.initial_amount_minor)`,
  "nothing is refunded of a payment whose dispute was open or lost when the refund was begun": `
    SELECT t.payment_id AS id FROM attempt t JOIN adjustment d ON d.payment_id = t.payment_id
    WHERE t.operation = 'refund' AND d.status IN ('dispute', 'dispute_lost') AND d.recorded_at < t.started_at
      AND NOT EXISTS (SELECT 1 FROM adjustment w WHERE w.payment_id = d.payment_id AND w.status = 'dispute_won'
        AND w.sequence > d.sequence AND w.recorded_at <= t.started_at)`,
  "what is left of a payment is never less than what refunds under way have promised": `
    SELECT p.id FROM payment p JOIN attempt t ON t.payment_id = p.id
    WHERE t.operation = 'refund' AND t.state IN ('started', 'requires_action', 'unknown')
    GROUP BY p.id HAVING sum(t.amount_minor) > p.amount_minor`,
  "nothing is under way at a connector for a payment that was closed unpaid": `
    SELECT p.id FROM payment p JOIN attempt t ON t.payment_id = p.id
    WHERE p.status IN ('cancelled', 'expired') AND t.state <> 'failed'`,
  "a payment's version is the number of its adjustments, counted without a gap": `
    SELECT p.id FROM payment p LEFT JOIN adjustment a ON a.payment_id = p.id GROUP BY p.id
    HAVING p.version IS DISTINCT FROM max(a.sequence) OR count(a.sequence) <> p.version`,
  "every change of a payment has its event": `
    SELECT p.id FROM payment p LEFT JOIN outbox o ON o.payment_id = p.id AND o.data ? 'sequence' GROUP BY p.id
    HAVING count(DISTINCT o.data ->> 'sequence') <> p.version`,
  "every change of a payment has its audit row": `
    SELECT p.id FROM payment p
    WHERE (SELECT count(*) FROM audit_entry e WHERE e.object_type = 'payment' AND e.object_id = p.id::text) < p.version`,
  "the tally is the number of payments": `
    SELECT coalesce(t.key, c.key) AS id
    FROM (SELECT concat_ws('/', merchant_id, kind, stage) AS key, sum(payments) AS n FROM payment_tally GROUP BY 1) t
    FULL JOIN (SELECT concat_ws('/', merchant_id, kind, stage) AS key, count(*) AS n FROM payment GROUP BY 1) c USING (key)
    WHERE coalesce(t.n, 0) <> coalesce(c.n, 0)`,
  "an idempotency key names a payment that exists": `
    SELECT i.key AS id FROM idempotency_record i
    WHERE i.payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = i.payment_id)`,
  "a checkout payment is completed if and only if one charge succeeded": `
    SELECT p.id FROM payment p
    WHERE p.kind = 'checkout' AND (p.stage = 'completed') <> EXISTS (
      SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge' AND a.state = 'succeeded')`,
  "a checkout payment is processing if and only if a charge is open": `
    SELECT p.id FROM payment p
    WHERE p.kind = 'checkout' AND (p.stage = 'processing') <> EXISTS (
      SELECT 1 FROM attempt a WHERE a.payment_id = p.id AND a.operation = 'charge'
        AND a.state IN ('started', 'requires_action', 'unknown'))`,
  "what was refunded is what refund attempts moved": `
    SELECT p.id FROM payment p
    LEFT JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS moved FROM attempt a
      WHERE a.payment_id = p.id AND a.operation = 'refund' AND a.state = 'succeeded') a ON true
    LEFT JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS adjusted FROM adjustment d
      WHERE d.payment_id = p.id AND d.status = 'refunded' AND d.attempt_id IS NOT NULL) d ON true
    WHERE p.kind = 'checkout' AND a.moved <> d.adjusted`,
  "the sandbox booked no payment twice": `
    SELECT a.payment_id AS id FROM attempt a JOIN sandbox_operation s ON s.idempotency_key = a.id
    WHERE s.operation = 'charge' AND s.state = 'succeeded' GROUP BY a.payment_id HAVING count(*) > 1`,
};
