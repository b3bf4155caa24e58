-- A connector made by a key of one merchant belongs to that merchant; the built-in ones and those of the deployment to none.
ALTER TABLE connector ADD COLUMN merchant_id uuid REFERENCES merchant (id);

CREATE TABLE connected_payment (
  payment_id uuid PRIMARY KEY REFERENCES payment (id),
  source_account_id text,
  destination_account_id text
);
CREATE INDEX connected_payment_source ON connected_payment (source_account_id) WHERE source_account_id IS NOT NULL;
CREATE INDEX connected_payment_destination ON connected_payment (destination_account_id)
  WHERE destination_account_id IS NOT NULL;

CREATE TABLE connected_account (
  id uuid PRIMARY KEY,
  connector_id uuid NOT NULL REFERENCES connector (id),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  reference text NOT NULL,
  type text NOT NULL CHECK (type IN ('UNKNOWN', 'INTERNAL', 'EXTERNAL')),
  default_asset text,
  name text NOT NULL DEFAULT '',
  metadata jsonb NOT NULL DEFAULT '{}',
  raw jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL,
  UNIQUE (connector_id, reference)
);
CREATE INDEX connected_account_created ON connected_account (created_at DESC, id DESC);

-- The list's filters, each in the list's order.
CREATE INDEX payment_last_status_created ON payment (last_status, created_at DESC, id DESC);
CREATE INDEX payment_connector_created ON payment (connector_id, created_at DESC, id DESC);
CREATE INDEX payment_currency_created ON payment (currency, precision, created_at DESC, id DESC);
CREATE INDEX payment_scheme_created ON payment (scheme, created_at DESC, id DESC);
CREATE INDEX payment_type_created ON payment (type, created_at DESC, id DESC);
CREATE INDEX payment_amount ON payment (amount_minor DESC, id DESC);
CREATE INDEX payment_initial_amount ON payment (initial_amount_minor DESC, id DESC);
CREATE INDEX payment_reference ON payment (reference);

-- A file of payments or adjustments being taken in, and each of its lines with what became of it.
CREATE TABLE payment_import (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('payments', 'adjustments')),
  connector_id uuid NOT NULL REFERENCES connector (id),
  file_name text NOT NULL,
  columns text[] NOT NULL,
  mapping jsonb NOT NULL,
  lines integer NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3)
);
CREATE INDEX payment_import_created ON payment_import (created_at DESC, id DESC);

CREATE TABLE payment_import_line (
  import_id uuid NOT NULL REFERENCES payment_import (id),
  line integer NOT NULL,
  cells text[] NOT NULL,
  outcome text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'recorded', 'unchanged', 'refused')),
  message text,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX payment_import_line_waiting ON payment_import_line (import_id, line) WHERE outcome = 'waiting';
