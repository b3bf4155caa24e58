import { BUILT_IN_CONNECTORS } from "@/lib/payments/record-payments";

/**
 * Ids like those the application makes: in the order of time, and the same for one number every time. Made of what is immutable
 * alone, so that PostgreSQL writes them into the statement instead of calling them for each row.
 */
export const SEED_FUNCTIONS = `
  CREATE FUNCTION pg_temp.seed_id(what int, n bigint, at timestamptz) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at - timestamptz '1970-01-01 00:00:00Z') * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(what), 3, '0')
      || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
  CREATE FUNCTION pg_temp.one_of(n bigint, VARIADIC words text[]) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT words[1 + n % cardinality(words)] $$`;

/** What is written. */
export interface SeedPlan {
  payments: number;
  customers: number;
  merchantId: string;
  /** One payment in so many has a row in the audit log: what is read there by index does not depend on how many there are. */
  paymentsPerAudited: number;
}

type SeedStatement = (plan: SeedPlan) => string;

const PAYMENT_IDS = 1;
const ATTEMPT_IDS = 2;
const AUDIT_IDS = 3;
const CUSTOMER_IDS = 4;

/** Links live for a month: what is older and unpaid has expired. */
const OPEN_DAYS = 30;

const customers: SeedStatement = ({ customers: count, merchantId }) => `
  INSERT INTO customer (id, consumer_id, merchant_id, name, email, external_id, created_at, updated_at)
  SELECT pg_temp.seed_id(${CUSTOMER_IDS}, n, '2024-01-01'), pg_temp.seed_id(${CUSTOMER_IDS}, n, '2024-01-01'),
    '${merchantId}', name, lower(replace(name, ' ', '.')) || n || '@example.com', 'C' || n, '2024-01-01', '2024-01-01'
  FROM (SELECT n,
    pg_temp.one_of(n, 'Ines', 'Jonas', 'Priya', 'Tomasz', 'Aoife', 'Marek', 'Lena', 'Omar', 'Greta', 'Hugo', 'Yuki')
      || ' ' || pg_temp.one_of(n / 11, 'Ferreira', 'Lindqvist', 'Raman', 'Nowak', 'Byrne', 'Novak', 'Fischer', 'Haddad',
        'Olsen', 'Laurent', 'Tanaka', 'Okafor', 'Silva') AS name
    FROM generate_series(1, ${count}) n) named`;

// Seven is prime to both counts: neighbours in time differ in status and customer. Each twenty begin one further, so that
// every share of the payments has all of them.
const plan: SeedStatement = ({ payments, customers: count }) => `
  CREATE TEMP TABLE planned AS
  SELECT n, pg_temp.seed_id(${PAYMENT_IDS}, n, at) AS id, at, status, failure_code, c.id AS customer_id, c.name, c.email,
    1000 + (n * 37) % 90000 AS amount_minor, pg_temp.one_of(n, 'GBP', 'GBP', 'EUR', 'USD') AS currency,
    status IN ('succeeded', 'dispute') AS paid,
    CASE WHEN status IN ('succeeded', 'dispute') THEN 'completed' ELSE status END AS stage
  FROM (
    SELECT n, at, CASE
        WHEN draw < 13 THEN 'succeeded' WHEN draw = 13 THEN 'dispute' WHEN draw = 14 THEN 'cancelled'
        WHEN draw > 16 AND at > now() - interval '${OPEN_DAYS} days' THEN 'pending' ELSE 'expired' END AS status,
      CASE WHEN draw = 19 THEN 'insufficient_funds' END AS failure_code
    FROM (SELECT n, (n * 7 + n / 20) % 20 AS draw,
        date_trunc('milliseconds', now() - interval '1 minute' - (${payments} - n) * (interval '360 days' / ${payments})) AS at
      FROM generate_series(1, ${payments}) n) drawn
  ) t JOIN customer c ON c.id = pg_temp.seed_id(${CUSTOMER_IDS}, 1 + (n * 7) % ${count}, '2024-01-01')
  ORDER BY n`;

const payments: SeedStatement = ({ merchantId }) => `
  INSERT INTO payment (id, kind, merchant_id, connector_id, reference, type, scheme, currency, precision,
    opening_amount_minor, opening_initial_amount_minor, status, last_status, stage, amount_minor, initial_amount_minor,
    version, failure_code, customer_id, merchant_reference, card_brand, card_last4, metadata, search, created_at,
    updated_at, category, collected_minor, refunded_minor, disputed_minor, returned_minor, paid_out_minor)
  SELECT id, 'checkout', '${merchantId}', '${BUILT_IN_CONNECTORS.checkout}', id::text, 'PAY-IN',
    CASE WHEN paid THEN 'visa' ELSE 'unknown' END, currency, 2, amount_minor, amount_minor, status, status, stage,
    amount_minor, amount_minor, CASE WHEN status = 'pending' THEN 1 WHEN paid THEN 3 ELSE 2 END, failure_code, customer_id,
    'Order ' || n, CASE WHEN paid THEN 'visa' END, CASE WHEN paid THEN '4242' END,
    jsonb_build_object('order', n::text), lower(concat_ws(' ', 'order ' || n, name, email)), at, at,
    'checkout', CASE WHEN paid THEN amount_minor ELSE 0 END, 0, CASE WHEN status = 'dispute' THEN amount_minor ELSE 0 END, 0, 0
  FROM planned`;

// Paid means processing, then succeeded; everything else that is not pending is one step from it.
const adjustments: SeedStatement = () => `
  INSERT INTO adjustment (payment_id, sequence, status, amount_minor, opening, reference, occurred_at, recorded_at,
    actor_type, actor_id, actor_label, request_id)
  SELECT id, step, CASE WHEN step = 1 THEN 'pending' WHEN step = 2 AND paid THEN 'processing' ELSE status END,
    CASE WHEN step <> 2 THEN amount_minor END, step = 1, id::text, at + step * interval '1 minute',
    at + step * interval '1 minute', 'customer', id::text, name, id::text
  FROM planned, generate_series(1, CASE WHEN status = 'pending' THEN 1 WHEN paid THEN 3 ELSE 2 END) step`;

const links: SeedStatement = () => `
  INSERT INTO checkout_link (payment_id, token, expires_at, due_at)
  SELECT id, md5(id::text), at + interval '${OPEN_DAYS} days',
    CASE WHEN status = 'pending' THEN at + interval '${OPEN_DAYS} days' END
  FROM planned`;

const attempts: SeedStatement = () => `
  INSERT INTO attempt (id, payment_id, operation, number, connector, state, amount_minor, card_brand, card_last4,
    provider_reference, actor_type, actor_id, actor_label, request_id, started_at, asked_at, finished_at)
  SELECT pg_temp.seed_id(${ATTEMPT_IDS}, n, at), id, 'charge', 1, 'sandbox', 'succeeded', amount_minor, 'visa', '4242',
    'sbx_ok_' || id, 'customer', id::text, name, id::text, at, at, at
  FROM planned WHERE paid`;

// Of its creation alone.
const audit: SeedStatement = ({ merchantId, paymentsPerAudited }) => `
  INSERT INTO audit_entry (id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id,
    request_id)
  SELECT pg_temp.seed_id(${AUDIT_IDS}, n, at), at, 'apiKey', 'seed', 'Seed', 'payment.created', 'payment', id::text,
    '${merchantId}', id::text
  FROM planned WHERE n % ${paymentsPerAudited} = 0`;

const tally: SeedStatement = ({ merchantId }) => `
  INSERT INTO payment_tally (merchant_id, kind, stage, payments)
  SELECT '${merchantId}', 'checkout', stage, count(*) FROM planned GROUP BY stage`;

const sums: SeedStatement = ({ merchantId }) => `
  INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor,
    refunded_minor, disputed_minor, returned_minor, paid_out_minor, fresh)
  SELECT '${merchantId}', currency, 2, quarter, quarter, count(*), sum(amount_minor), 0,
    coalesce(sum(amount_minor) FILTER (WHERE status = 'dispute'), 0), 0, 0, false
  FROM (SELECT *, date_bin('15 minutes', at, '2000-01-01 00:00:00Z') AS quarter FROM planned WHERE paid) p
  GROUP BY currency, quarter ORDER BY quarter, currency`;

const outcomes: SeedStatement = ({ merchantId }) => `
  INSERT INTO outcome_tally (merchant_id, payment_at, test, paid, tried, fresh)
  SELECT '${merchantId}', date_bin('15 minutes', at, '2000-01-01 00:00:00Z'), false, count(*), count(*), false
  FROM planned WHERE paid GROUP BY 2 ORDER BY 2`;

const clear: SeedStatement = () => "DROP TABLE planned";

/** In the order they are run. */
export const SEED_STATEMENTS: readonly SeedStatement[] = [
  customers,
  plan,
  payments,
  adjustments,
  links,
  attempts,
  audit,
  tally,
  sums,
  outcomes,
  clear,
];
