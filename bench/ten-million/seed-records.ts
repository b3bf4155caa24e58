import { PARTNERS } from "../searches/seed-people";

const REQUEST_IDS = 31;
const EVENT_IDS = 32;
const DELIVERY_IDS = 33;
const ENDPOINT_IDS = 34;
const COMMISSION_IDS = 35;
const RUN_IDS = 36;
const LINE_IDS = 37;

/** The request log, events and their deliveries are of so many days: as long as the log keeps them. */
const RECENT_DAYS = 30;
/** Commissions are approved after so many days, and paid out after twice as many. */
const HOLD_DAYS = 30;

/**
 * Statements of a seed that write what happened besides: requests, events and deliveries of the last month, failed premiums
 * and what their retries recovered, commissions and payouts.
 */
export function recordStatements(merchantId: string): string[] {
  return [...requestsAndEvents(merchantId), ...premiums(), ...commissions(merchantId)];
}

const id = (what: number, n: string, at: string) => `pg_temp.seed_id(${what}, ${n}, ${at})`;

function requestsAndEvents(merchantId: string): string[] {
  const endpoint = id(ENDPOINT_IDS, "1", "'2024-01-01'");
  return [
    `CREATE TEMP TABLE recent AS SELECT id, reference, status, initial_amount_minor, currency, created_at AS at,
      row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total
      FROM payment WHERE created_at > now() - interval '${RECENT_DAYS} days'`,
    `INSERT INTO request_log (id, occurred_at, door, method, path, query, route, status, duration_ms, key_id, key_label,
        merchant_id, address, user_agent, idempotency_key, request_body, request_characters, answer_body, answer_characters)
      SELECT ${id(REQUEST_IDS, "n", "at")}, at, 'checkout', 'POST', '/v0/payments', '', '/v0/payments',
        CASE WHEN n % 50 = 0 THEN 422 ELSE 201 END, 4.2, k.id, k.name, '${merchantId}', '203.0.113.7', 'shop/1.0',
        'order-' || n, '{"amount":' || initial_amount_minor || ',"currency":"' || currency || '"}', 40,
        '{"id":"' || r.id || '"}', 45
      FROM recent r, (SELECT id, name FROM api_key ORDER BY id LIMIT 1) k`,
    `INSERT INTO request_payment (payment_id, request_id) SELECT id, ${id(REQUEST_IDS, "n", "at")} FROM recent`,
    `INSERT INTO webhook_endpoint (id, merchant_id, url, created_at, updated_at)
      VALUES (${endpoint}, '${merchantId}', 'https://shop.example/hooks', '2024-01-01', '2024-01-01')`,
    `INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
      SELECT ${id(EVENT_IDS, "n", "at")}, 'payment.created', '${merchantId}', id, id::text, ${id(REQUEST_IDS, "n", "at")}::text,
        jsonb_build_object('kind', 'checkout', 'status', status, 'amountMinor', initial_amount_minor::text), at
      FROM recent ORDER BY n`,
    // One in a hundred was given up, and the newest few wait for their turn.
    `CREATE TEMP TABLE told AS SELECT r.*, o.id AS outbox_id, ${id(DELIVERY_IDS, "n", "at")} AS delivery_id,
        CASE WHEN n > total - 20 THEN 'pending' WHEN n % 100 = 0 THEN 'exhausted' ELSE 'delivered' END AS state
      FROM recent r JOIN outbox o ON o.payment_id = r.id`,
    `INSERT INTO webhook_delivery (id, endpoint_id, outbox_id, type, payment_id, subject, state, attempts, round_attempts,
        next_attempt_at, last_outcome, last_status_code, created_at, updated_at)
      SELECT delivery_id, ${endpoint}, outbox_id, 'payment.created', id, id::text, state, 1, 1,
        CASE WHEN state = 'pending' THEN now() + interval '1 hour' END,
        CASE WHEN state = 'delivered' THEN 'delivered' ELSE 'server_error' END, CASE WHEN state = 'delivered' THEN 200 ELSE 500 END,
        at, at
      FROM told ORDER BY n`,
    `INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, outcome, status_code)
      SELECT delivery_id, 1, at, 12, CASE WHEN state = 'delivered' THEN 'delivered' ELSE 'server_error' END,
        CASE WHEN state = 'delivered' THEN 200 ELSE 500 END FROM told ORDER BY n`,
    "DROP TABLE recent, told",
  ];
}

// What expired or was cancelled had failed; where the policy's next premium was paid, that one is its retry.
function premiums(): string[] {
  return [
    `UPDATE payment SET status = 'failed', last_status = 'failed', stage = 'failed', failure_code = 'insufficient_funds'
      WHERE kind = 'policy' AND stage IN ('expired', 'cancelled')`,
    `CREATE TEMP TABLE recovered AS SELECT id, next_id FROM (
        SELECT y.payment_id AS id, p.stage, lead(y.payment_id) OVER next AS next_id, lead(p.stage) OVER next AS next_stage
        FROM policy_payment y JOIN payment p ON p.id = y.payment_id
        WINDOW next AS (PARTITION BY y.policy_id ORDER BY y.created_at)) chain
      WHERE stage = 'failed' AND next_stage = 'completed'`,
    `UPDATE policy_payment y SET live = false, finalized_at = y.created_at, failure_action = 'allow_retry'
      FROM payment p WHERE p.id = y.payment_id AND p.stage = 'failed'`,
    `UPDATE policy_payment y SET original_id = r.id, retry_of = r.id, retry_number = 1, finalized_at = y.created_at
      FROM recovered r WHERE y.payment_id = r.next_id`,
    `INSERT INTO unrecovered_premium (original_id, merchant_id, failed_at, waiting)
      SELECT y.payment_id, y.merchant_id, y.finalized_at, false FROM policy_payment y JOIN payment p ON p.id = y.payment_id
      WHERE p.stage = 'failed' AND y.retry_of IS NULL AND y.payment_id NOT IN (SELECT id FROM recovered)`,
    "SELECT retry_results_of(array_agg(DISTINCT original_id)) FROM policy_payment WHERE retry_of IS NOT NULL",
    "DROP TABLE recovered",
  ];
}

function commissions(merchantId: string): string[] {
  const actor = "'job', 'seed', 'Seed', 'seed'";
  const run = id(RUN_IDS, "month", "'2024-01-01'");
  const line = id(LINE_IDS, "(month * 10000 + partner) * 10 + ascii(currency) % 10", "'2024-01-01'");
  return [
    `CREATE TEMP TABLE earned AS SELECT p.id AS payment_id, p.currency, p.amount_minor / 10 AS amount_minor, p.created_at AS at,
        f.referral_id, r.partnership_id, s.partner_id, n.number AS partner,
        row_number() OVER (ORDER BY p.id) AS n, (extract(epoch FROM now() - p.created_at) / 86400)::int / 30 AS month,
        CASE WHEN p.created_at < now() - interval '${2 * HOLD_DAYS} days' THEN 'paid'
          WHEN p.created_at < now() - interval '${HOLD_DAYS} days' THEN 'approved' ELSE 'pending' END AS state
      FROM payment p JOIN referral_payment f ON f.payment_id = p.id JOIN referral r ON r.id = f.referral_id
      JOIN partnership s ON s.id = r.partnership_id
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM partner LIMIT ${PARTNERS}) n ON n.id = s.partner_id
      WHERE p.stage = 'completed' AND p.status = 'succeeded'`,
    `INSERT INTO payout_run (id, merchant_id, idempotency_key, period_start, period_end, created_at, actor_type, actor_id,
        actor_label, request_id)
      SELECT ${run}, '${merchantId}', 'run-' || month, now() - month * interval '30 days', now() - month * interval '30 days',
        now() - month * interval '30 days', ${actor}
      FROM (SELECT DISTINCT month FROM earned WHERE state = 'paid') m`,
    `INSERT INTO payout_line (id, payout_run_id, partner_id, currency, outcome, commissions_minor, clawbacks_minor,
        amount_minor, minimum_minor, commissions)
      SELECT ${line}, ${run}, partner_id, currency, 'paid', sum(amount_minor), 0, sum(amount_minor), 0, count(*)
      FROM earned WHERE state = 'paid' GROUP BY month, partner, partner_id, currency`,
    `INSERT INTO commission (id, merchant_id, partner_id, partnership_id, referral_id, payment_id, kind, currency,
        initial_amount_minor, amount_minor, rule, state, state_set_at, approve_at, approved_at, payout_line_id, created_at)
      SELECT ${id(COMMISSION_IDS, "n", "at")}, '${merchantId}', partner_id, partnership_id, referral_id, payment_id,
        'commission', currency, amount_minor, amount_minor,
        '{"type": "percent", "basis_points": 1000, "recurrence": "lifetime", "hold_days": ${HOLD_DAYS}}', state, at,
        at + interval '${HOLD_DAYS} days', CASE WHEN state <> 'pending' THEN at + interval '${HOLD_DAYS} days' END,
        CASE WHEN state = 'paid' THEN ${line} END, at
      FROM earned ORDER BY n`,
    `INSERT INTO state_change (object_type, object_id, from_state, to_state, amount_minor, occurred_at, actor_type, actor_id,
        actor_label, request_id)
      SELECT 'commission', ${id(COMMISSION_IDS, "n", "at")}, NULL, state, amount_minor, at, ${actor} FROM earned ORDER BY n`,
    `INSERT INTO state_change (object_type, object_id, from_state, to_state, occurred_at, actor_type, actor_id, actor_label,
        request_id)
      SELECT 'referral', id, NULL, 'paid', '2024-01-01', ${actor} FROM referral`,
    "DROP TABLE earned",
  ];
}
