-- Appends an adjustment to each of some locked payments, with the new snapshot, the count, the link, the events and the
-- audit rows: all that a change of status is, for one or many and for every kind.
-- @param $1:changes
-- @param $2:now
-- @param $3:actorType
-- @param $4:actorId
-- @param $5:actorLabel
-- @param $6:requestId
-- @param $7:auditedAt
WITH input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS i (
    payment_id uuid, sequence integer, status text, amount_minor bigint, reference text, occurred_at timestamptz,
    occurred_nanos integer, reason text, failure_code text, attempt_id uuid, raw jsonb, metadata jsonb,
    folded_status text, last_status text, stage text, stage_before text, folded_amount_minor bigint,
    initial_amount_minor bigint, action text, event_id uuid, audit_id uuid, collected_minor bigint,
    refunded_minor bigint, disputed_minor bigint, returned_minor bigint, paid_out_minor bigint, arrivals integer,
    respond_by timestamptz, folded_respond_by timestamptz, in_dispute boolean)
), appended AS (
  INSERT INTO adjustment (
    payment_id, sequence, status, amount_minor, reference, occurred_at, occurred_nanos, recorded_at, actor_type,
    actor_id, actor_label, request_id, reason, failure_code, attempt_id, raw, metadata, respond_by)
  SELECT payment_id, sequence, status, amount_minor, reference, occurred_at, occurred_nanos, $2, $3, $4, $5, $6,
    reason, failure_code, attempt_id, raw, metadata, respond_by
  FROM input
), snapped AS (
  UPDATE payment p SET status = i.folded_status, last_status = i.last_status, stage = i.stage,
    amount_minor = i.folded_amount_minor, initial_amount_minor = i.initial_amount_minor, version = i.sequence,
    failure_code = i.failure_code, updated_at = $2, collected_minor = p.collected_minor + i.collected_minor,
    refunded_minor = p.refunded_minor + i.refunded_minor, disputed_minor = p.disputed_minor + i.disputed_minor,
    returned_minor = p.returned_minor + i.returned_minor, paid_out_minor = p.paid_out_minor + i.paid_out_minor,
    respond_by = i.folded_respond_by, in_dispute = i.in_dispute,
    -- Real or not as the connection that is asked, until money has moved.
    mode = CASE WHEN (p.collected_minor, p.refunded_minor, p.paid_out_minor) = (0, 0, 0) THEN coalesce((
      SELECT CASE WHEN c.live THEN 'live' ELSE 'test' END FROM attempt t LEFT JOIN connection c ON c.id = t.connection_id
      WHERE t.id = i.attempt_id AND t.operation IN ('charge', 'payout')), p.mode) ELSE p.mode END
  FROM input i JOIN payment b ON b.id = i.payment_id WHERE p.id = b.id
  RETURNING p.id, p.kind, p.category, p.type, p.merchant_id, p.currency, p.precision,
    p.reference AS payment_reference, p.merchant_reference, p.created_at AS payment_at,
    coalesce(p.mode = 'test', false) AS test, coalesce(b.mode = 'test', false) AS test_before, i.*
), closed AS (
  UPDATE checkout_link l SET due_at = CASE WHEN i.stage IN ('pending', 'processing') THEN l.expires_at END
  FROM input i WHERE l.payment_id = i.payment_id AND i.stage <> i.stage_before
  RETURNING l.payment_id
), counted AS (
  INSERT INTO payment_tally (merchant_id, kind, stage, payments)
  SELECT s.merchant_id, s.kind, change.stage, sum(change.payments)
  FROM snapped s, LATERAL (VALUES (s.stage_before, -1), (s.stage, 1)) AS change (stage, payments)
  WHERE s.stage <> s.stage_before GROUP BY 1, 2, 3
), moved AS (
  INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor,
    refunded_minor, disputed_minor, returned_minor, paid_out_minor, test)
  SELECT s.merchant_id, s.currency, s.precision, date_bin('15 minutes', s.occurred_at, '2000-01-01 00:00:00Z'),
    date_bin('15 minutes', s.payment_at, '2000-01-01 00:00:00Z'), s.arrivals, s.collected_minor, s.refunded_minor,
    s.disputed_minor, s.returned_minor, s.paid_out_minor, s.test
  FROM snapped s
  WHERE (s.collected_minor, s.refunded_minor, s.disputed_minor, s.returned_minor, s.paid_out_minor) <> (0, 0, 0, 0, 0)
), ended AS (
  INSERT INTO outcome_tally (merchant_id, payment_at, test, paid, tried)
  SELECT s.merchant_id, date_bin('15 minutes', s.payment_at, '2000-01-01 00:00:00Z'), side.test, sum(side.paid), sum(side.tried)
  FROM snapped s
  CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT 1 FROM attempt t
    WHERE t.payment_id = s.id AND t.operation = 'charge' AND t.state = 'failed') AS declined) a
  CROSS JOIN LATERAL (VALUES
    (s.test_before, CASE WHEN s.stage_before = 'completed' THEN -1 ELSE 0 END,
      CASE WHEN s.stage_before IN ('completed', 'failed') OR a.declined THEN -1 ELSE 0 END),
    (s.test, CASE WHEN s.stage = 'completed' THEN 1 ELSE 0 END,
      CASE WHEN s.stage IN ('completed', 'failed') OR a.declined THEN 1 ELSE 0 END)) AS side (test, paid, tried)
  WHERE s.type = 'PAY-IN' AND (s.stage <> s.stage_before OR s.test <> s.test_before)
  GROUP BY 1, 2, 3 HAVING sum(side.paid) <> 0 OR sum(side.tried) <> 0
), announced AS (
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
  SELECT event_id, action, merchant_id, id, id::text, $6,
    jsonb_build_object('kind', kind, 'type', category,
      'direction', CASE type WHEN 'PAY-IN' THEN 'in' WHEN 'PAYOUT' THEN 'out' WHEN 'TRANSFER' THEN 'between'
        ELSE 'unknown' END,
      'status', folded_status, 'amountMinor', folded_amount_minor::text,
      'currency', currency, 'precision', precision, 'reference', payment_reference, 'sequence', sequence)
      || CASE WHEN folded_respond_by IS NULL THEN '{}' ELSE jsonb_build_object('respondBy',
        to_char(folded_respond_by AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END, $2
  FROM snapped
  UNION ALL
  SELECT gen_random_uuid(), 'checkout_link.' || CASE s.stage WHEN 'completed' THEN 'paid' ELSE s.stage END,
    s.merchant_id, s.id, s.id::text, $6,
    jsonb_build_object('status', s.folded_status, 'amountMinor', s.folded_amount_minor::text, 'currency', s.currency,
      'reference', s.merchant_reference), $2
  FROM snapped s JOIN closed ON closed.payment_id = s.id
  WHERE s.stage IN ('completed', 'expired', 'cancelled')
)
INSERT INTO audit_entry (
  id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
SELECT audit_id, $7, $3, $4, $5, action, 'payment', id::text, merchant_id, $6,
  jsonb_build_object('status', status, 'amountMinor', amount_minor::text, 'reason', reason)
FROM snapped
