-- A way to a provider: its credentials, sealed, and how it is doing. Test or live is the credentials' own and never changes.
CREATE TABLE connection (
  id uuid PRIMARY KEY,
  provider text NOT NULL CHECK (provider ~ '^[a-z]{2,20}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- Null: for every merchant.
  merchant_id uuid REFERENCES merchant (id),
  live boolean NOT NULL,
  -- The account as the provider names it. Credentials are only ever replaced by some of the same account.
  account_reference text NOT NULL,
  -- Upper-case ISO 4217 codes the account takes; none named means all that the provider does.
  currencies text[] NOT NULL DEFAULT '{}',
  credentials_sealed bytea,
  webhook_secret_sealed bytea,
  -- While a secret is rotated, what is signed with the one before is still taken until then.
  webhook_secret_before_sealed bytea,
  webhook_secret_before_until timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  disconnected_at timestamptz(3),
  -- How it is doing, in real time.
  last_success_at timestamptz(3),
  last_failure_at timestamptz(3),
  last_failure text,
  last_event_at timestamptz(3),
  -- Where the last poll for events ended, in the provider's own terms.
  events_cursor text,
  events_polled_at timestamptz(3),
  CHECK (disconnected_at IS NULL OR credentials_sealed IS NULL)
);
CREATE INDEX connection_created_at ON connection (created_at, id);
CREATE UNIQUE INDEX connection_account ON connection (provider, account_reference, coalesce(merchant_id, '00000000-0000-0000-0000-000000000000'))
  WHERE disconnected_at IS NULL;

-- The sandbox needs no credentials, and is there from the start.
INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
VALUES ('00000000-0000-4000-8000-00005a4db0c5', 'sandbox', 'Sandbox', false, 'sandbox', clock_timestamp(), clock_timestamp());

-- Which connection a payment is charged through: the first of the routes it fits, in the order of their positions.
CREATE TABLE connection_route (
  id uuid PRIMARY KEY,
  position integer NOT NULL,
  -- Null: for every merchant.
  merchant_id uuid REFERENCES merchant (id),
  kind text NOT NULL CHECK (kind IN ('checkout', 'policy')),
  -- Upper-case ISO 4217; none named means all.
  currencies text[] NOT NULL DEFAULT '{}',
  minimum_minor bigint CHECK (minimum_minor > 0),
  maximum_minor bigint CHECK (maximum_minor >= minimum_minor),
  connection_id uuid NOT NULL REFERENCES connection (id),
  created_at timestamptz(3) NOT NULL
);

-- What a provider has told: stored once before it is answered, applied afterwards.
CREATE TABLE provider_event (
  id uuid PRIMARY KEY,
  connection_id uuid NOT NULL REFERENCES connection (id),
  -- The provider's own id of the event: told twice, it is one.
  event_id text NOT NULL,
  type text NOT NULL,
  -- How it came: signed by the provider, or asked for.
  source text NOT NULL CHECK (source IN ('message', 'poll')),
  raw jsonb NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'ignored', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz(3),
  -- Why it could not be applied, for a person.
  problem text,
  payment_id uuid REFERENCES payment (id),
  finished_at timestamptz(3),
  UNIQUE (connection_id, event_id),
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL))
);
CREATE INDEX provider_event_due ON provider_event (next_try_at) WHERE state = 'waiting';
CREATE INDEX provider_event_failed ON provider_event (received_at) WHERE state = 'failed';
CREATE INDEX provider_event_received ON provider_event (connection_id, received_at DESC, id DESC);
CREATE INDEX provider_event_payment ON provider_event (payment_id) WHERE payment_id IS NOT NULL;

-- Which connection an attempt was sent through; null where there was but the sandbox.
ALTER TABLE attempt ADD COLUMN connection_id uuid REFERENCES connection (id);
-- Which route chose it.
ALTER TABLE attempt ADD COLUMN route_id uuid;
ALTER TABLE saved_payment_method ADD COLUMN connection_id uuid REFERENCES connection (id);

-- A provider may take days: it has the charge and has not said yet what came of it.
ALTER TABLE attempt DROP CONSTRAINT attempt_state_check;
ALTER TABLE attempt ADD CONSTRAINT attempt_state_check
  CHECK (state IN ('started', 'requires_action', 'processing', 'unknown', 'succeeded', 'failed'));
DROP INDEX attempt_one_charge_open;
CREATE UNIQUE INDEX attempt_one_charge_open ON attempt (payment_id)
  WHERE operation = 'charge' AND state IN ('started', 'requires_action', 'processing', 'unknown');
DROP INDEX attempt_open;
CREATE INDEX attempt_open ON attempt (started_at)
  WHERE state IN ('started', 'requires_action', 'processing', 'unknown');

-- What the sandbox will tell of its own accord, as a provider does: kept in its own books until it was told.
CREATE TABLE sandbox_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  operation_key uuid NOT NULL REFERENCES sandbox_operation (idempotency_key),
  type text NOT NULL CHECK (type IN ('dispute.opened', 'refund.failed')),
  due_at timestamptz(3) NOT NULL,
  told_at timestamptz(3),
  UNIQUE (operation_key, type)
);
CREATE INDEX sandbox_event_due ON sandbox_event (due_at, id) WHERE told_at IS NULL;
INSERT INTO sandbox_event (operation_key, type, due_at)
SELECT f.attempt_id, CASE f.kind WHEN 'dispute' THEN 'dispute.opened' ELSE 'refund.failed' END, f.due_at
FROM provider_follow_up f JOIN sandbox_operation o ON o.idempotency_key = f.attempt_id
WHERE f.done_at IS NULL
ORDER BY f.due_at;
DROP TABLE provider_follow_up;
