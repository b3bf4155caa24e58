CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- People -------------------------------------------------------------------------------------------------------

CREATE TABLE "user" (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  role text NOT NULL DEFAULT 'viewer' CHECK (role IN ('viewer', 'operator', 'admin', 'owner')),
  two_factor_enabled boolean NOT NULL DEFAULT false,
  disabled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE session (
  id text PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  expires_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX session_user_id ON session (user_id);

CREATE TABLE account (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX account_user_id ON account (user_id);

CREATE TABLE verification (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier ON verification (identifier);

CREATE TABLE two_factor (
  id text PRIMARY KEY,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  verified boolean NOT NULL DEFAULT true,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz(3)
);
-- One app per person: two set-ups at the same moment must not leave two secrets.
CREATE UNIQUE INDEX two_factor_user_id ON two_factor (user_id);
CREATE INDEX two_factor_secret ON two_factor (secret);

-- The layout rate-limiter-flexible expects.
CREATE TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

-- One-time addresses: the first owner's set-up, and invitations of team members.
CREATE TABLE invitation (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  email text,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin', 'owner')),
  created_by text,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  accepted_by text,
  revoked_at timestamptz(3)
);

-- Merchants, keys, customers -----------------------------------------------------------------------------------

CREATE TABLE merchant (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  logo_color text NOT NULL,
  default_currency text NOT NULL,
  payment_limit_minor bigint NOT NULL DEFAULT 500000 CHECK (payment_limit_minor >= 100),
  redirect_secret_sealed bytea NOT NULL,
  redirect_secret_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX merchant_created_at ON merchant (created_at, id);

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  secret_hint text NOT NULL,
  scopes text[] NOT NULL,
  merchant_id uuid REFERENCES merchant (id),
  created_by text,
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  rotated_to uuid REFERENCES api_key (id)
);
CREATE INDEX api_key_created_at ON api_key (created_at, id);

CREATE TABLE customer (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  email text NOT NULL,
  external_id text,
  metadata jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX customer_merchant ON customer (merchant_id, created_at DESC, id DESC);
CREATE INDEX customer_email ON customer (lower(email));

-- Payments -----------------------------------------------------------------------------------------------------

-- Who holds a payment, as the connected-payments door lists it. Who moves the money is named on each attempt.
CREATE TABLE connector (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  reference text NOT NULL,
  name text NOT NULL,
  built_in boolean NOT NULL DEFAULT false,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL,
  UNIQUE (provider, reference)
);
INSERT INTO connector (id, provider, reference, name, built_in, created_at) VALUES
  ('00000000-0000-7000-8000-000000000001', 'GENERIC', 'checkout', 'Checkout payments', true, '2026-01-01T00:00:00Z'),
  ('00000000-0000-7000-8000-000000000002', 'GENERIC', 'policy', 'Policy payments', true, '2026-01-01T00:00:00Z'),
  ('00000000-0000-7000-8000-000000000003', 'GENERIC', 'referral', 'Referral payments', true, '2026-01-01T00:00:00Z');

CREATE TABLE payment (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('checkout', 'policy', 'referral', 'connected')),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  connector_id uuid NOT NULL REFERENCES connector (id),
  reference text NOT NULL,
  type text NOT NULL CHECK (type IN ('PAY-IN', 'PAYOUT', 'TRANSFER', 'OTHER', 'UNKNOWN')),
  scheme text NOT NULL DEFAULT 'unknown',
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  precision smallint NOT NULL CHECK (precision BETWEEN 0 AND 18),
  -- What the payment was worth before any adjustment: never changes.
  opening_amount_minor bigint NOT NULL CHECK (opening_amount_minor >= 0),
  opening_initial_amount_minor bigint NOT NULL CHECK (opening_initial_amount_minor >= 0),
  -- The snapshot: always equal to the fold of the payment's adjustments.
  status text NOT NULL,
  last_status text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('pending', 'processing', 'completed', 'failed', 'expired', 'cancelled')),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  initial_amount_minor bigint NOT NULL CHECK (initial_amount_minor >= 0),
  version integer NOT NULL CHECK (version >= 1),
  failure_code text,
  customer_id uuid REFERENCES customer (id),
  merchant_reference text,
  description text,
  card_brand text,
  card_last4 text CHECK (card_last4 ~ '^[0-9]{4}$'),
  idempotency_key text,
  metadata jsonb NOT NULL DEFAULT '{}',
  search text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (connector_id, reference, type)
);
CREATE INDEX payment_created ON payment (created_at DESC, id DESC);
CREATE INDEX payment_kind_created ON payment (kind, created_at DESC, id DESC);
CREATE INDEX payment_status_created ON payment (status, created_at DESC, id DESC);
CREATE INDEX payment_stage_created ON payment (kind, stage, created_at DESC, id DESC);
CREATE INDEX payment_merchant_created ON payment (merchant_id, kind, created_at DESC, id DESC);
CREATE INDEX payment_customer_created ON payment (customer_id, created_at DESC, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX payment_failure_created ON payment (failure_code, created_at DESC, id DESC) WHERE failure_code IS NOT NULL;
CREATE INDEX payment_metadata ON payment USING gin (metadata jsonb_path_ops);
CREATE INDEX payment_search ON payment USING gin (search gin_trgm_ops);

CREATE TABLE adjustment (
  payment_id uuid NOT NULL REFERENCES payment (id),
  sequence integer NOT NULL CHECK (sequence >= 1),
  status text NOT NULL,
  amount_minor bigint CHECK (amount_minor >= 0),
  -- The creation adjustment states the opening amounts and applies no delta.
  opening boolean NOT NULL DEFAULT false,
  reference text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'apiKey', 'job', 'provider', 'customer')),
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL,
  reason text,
  failure_code text,
  attempt_id uuid,
  metadata jsonb NOT NULL DEFAULT '{}',
  raw jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (payment_id, sequence)
);

-- How many payments there are, exactly, without counting them: every change adds rows, a job sums them up.
CREATE TABLE payment_tally (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  merchant_id uuid NOT NULL,
  kind text NOT NULL,
  stage text NOT NULL,
  payments bigint NOT NULL
);

CREATE TABLE idempotency_record (
  merchant_id uuid NOT NULL,
  door text NOT NULL,
  key text NOT NULL,
  payment_id uuid,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (merchant_id, door, key)
);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  merchant_id uuid,
  payment_id uuid,
  object_id text NOT NULL,
  request_id text NOT NULL,
  data jsonb NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  -- Readers follow the outbox by (xid, id) below the oldest running transaction, so that a late commit is never skipped.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX outbox_payment ON outbox (payment_id, id) WHERE payment_id IS NOT NULL;

CREATE TABLE audit_entry (
  id uuid PRIMARY KEY,
  occurred_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'apiKey', 'job', 'provider', 'customer')),
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  action text NOT NULL,
  object_type text NOT NULL,
  object_id text NOT NULL,
  merchant_id uuid,
  request_id text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entry_occurred ON audit_entry (occurred_at DESC, id DESC);
CREATE INDEX audit_entry_object ON audit_entry (object_type, object_id, occurred_at DESC, id DESC);
CREATE INDEX audit_entry_actor ON audit_entry (actor_type, actor_id, occurred_at DESC, id DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER adjustment_append_only BEFORE UPDATE OR DELETE ON adjustment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER adjustment_no_truncate BEFORE TRUNCATE ON adjustment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Checkout -----------------------------------------------------------------------------------------------------

CREATE TABLE checkout_link (
  payment_id uuid PRIMARY KEY REFERENCES payment (id),
  token text NOT NULL UNIQUE,
  line_items jsonb NOT NULL DEFAULT '[]',
  success_redirect_url text,
  failure_redirect_url text,
  save_payment_method boolean NOT NULL DEFAULT false,
  expires_at timestamptz(3) NOT NULL,
  -- expires_at while the link can still expire, null once it cannot.
  due_at timestamptz(3),
  opened_at timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  locked_until timestamptz(3)
);
CREATE INDEX checkout_link_due ON checkout_link (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE saved_payment_method (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customer (id),
  connector text NOT NULL,
  connector_reference text NOT NULL,
  brand text NOT NULL,
  last4 text NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
  expiry_month smallint NOT NULL,
  expiry_year smallint NOT NULL,
  created_at timestamptz(3) NOT NULL,
  removed_at timestamptz(3)
);
CREATE INDEX saved_payment_method_customer ON saved_payment_method (customer_id);

-- Money movement -----------------------------------------------------------------------------------------------

-- One row each time a connector is asked to move money; its id is the provider's idempotency key.
CREATE TABLE attempt (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment (id),
  operation text NOT NULL CHECK (operation IN ('charge', 'refund')),
  number integer NOT NULL CHECK (number >= 1),
  connector text NOT NULL,
  state text NOT NULL CHECK (state IN ('started', 'requires_action', 'unknown', 'succeeded', 'failed')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  card_brand text,
  card_last4 text CHECK (card_last4 ~ '^[0-9]{4}$'),
  saved_payment_method_id uuid REFERENCES saved_payment_method (id),
  -- The connector's token and what to keep of the card: enough to ask again under the same id.
  method jsonb NOT NULL DEFAULT '{}',
  decline_code text,
  provider_reference text,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL,
  raw jsonb NOT NULL DEFAULT '{}',
  started_at timestamptz(3) NOT NULL,
  -- Real time, whatever the test clock says: how long an answer has been awaited.
  asked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz(3),
  UNIQUE (payment_id, operation, number)
);
-- A payment can be charged by one attempt at a time, and successfully once.
CREATE UNIQUE INDEX attempt_one_charge_open ON attempt (payment_id)
  WHERE operation = 'charge' AND state IN ('started', 'requires_action', 'unknown');
CREATE UNIQUE INDEX attempt_one_charge_succeeded ON attempt (payment_id)
  WHERE operation = 'charge' AND state = 'succeeded';
CREATE INDEX attempt_open ON attempt (started_at) WHERE state IN ('started', 'requires_action', 'unknown');
CREATE INDEX attempt_failed ON attempt (started_at) WHERE state = 'failed';

-- What a provider reports some time after a charge or refund (a dispute, a refund that fails), waiting for its day.
CREATE TABLE provider_follow_up (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payment (id),
  attempt_id uuid NOT NULL REFERENCES attempt (id),
  kind text NOT NULL CHECK (kind IN ('dispute', 'refund_failed')),
  due_at timestamptz(3) NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  done_at timestamptz(3)
);
CREATE INDEX provider_follow_up_due ON provider_follow_up (due_at) WHERE done_at IS NULL;

-- The sandbox provider's own books: what it was asked, under which idempotency key, and what it answered.
CREATE TABLE sandbox_operation (
  idempotency_key uuid PRIMARY KEY,
  operation text NOT NULL CHECK (operation IN ('charge', 'refund')),
  provider_reference text NOT NULL UNIQUE,
  parent_reference text,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  scenario text NOT NULL,
  state text NOT NULL CHECK (state IN ('requires_action', 'succeeded', 'failed')),
  decline_code text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE test_clock (
  id integer PRIMARY KEY CHECK (id = 1),
  offset_ms bigint NOT NULL DEFAULT 0 CHECK (offset_ms >= 0),
  updated_at timestamptz(3) NOT NULL,
  updated_by text
);
INSERT INTO test_clock (id, updated_at) VALUES (1, '2026-01-01T00:00:00Z');
