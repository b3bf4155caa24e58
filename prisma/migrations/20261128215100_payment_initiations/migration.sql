-- A connector may be asked to pay out: once at a time for a payment, and successfully once.
ALTER TABLE attempt DROP CONSTRAINT attempt_operation_check;
ALTER TABLE attempt ADD CONSTRAINT attempt_operation_check CHECK (operation IN ('charge', 'refund', 'payout'));
CREATE UNIQUE INDEX attempt_one_payout ON attempt (payment_id) WHERE operation = 'payout' AND state <> 'failed';
ALTER TABLE sandbox_operation DROP CONSTRAINT sandbox_operation_operation_check;
ALTER TABLE sandbox_operation ADD CONSTRAINT sandbox_operation_operation_check
  CHECK (operation IN ('charge', 'refund', 'payout'));

-- Money that somebody wants sent. What becomes of it is its payment's history: no status is kept here.
CREATE TABLE payment_initiation (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  connector_id uuid NOT NULL REFERENCES connector (id),
  reference text NOT NULL,
  type text NOT NULL CHECK (type IN ('TRANSFER', 'PAYOUT')),
  description text NOT NULL,
  currency text NOT NULL,
  precision smallint NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  source_account_id text,
  destination_account_id text NOT NULL,
  scheduled_at timestamptz(3) NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  -- Null while it waits for somebody who may approve it.
  decision text CHECK (decision IN ('approved', 'rejected')),
  decided_at timestamptz(3),
  payment_id uuid REFERENCES payment (id),
  deleted_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (payment_id IS NULL OR decision = 'approved'),
  CHECK (deleted_at IS NULL OR payment_id IS NULL)
);
CREATE UNIQUE INDEX payment_initiation_reference ON payment_initiation (text_key(reference), connector_id);
CREATE UNIQUE INDEX payment_initiation_payment ON payment_initiation (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX payment_initiation_created ON payment_initiation (created_at DESC, id DESC);
CREATE INDEX payment_initiation_due ON payment_initiation (scheduled_at)
  WHERE decision = 'approved' AND payment_id IS NULL AND deleted_at IS NULL;

-- Money of an initiation that is called back: the attempt says what became of it.
CREATE TABLE payment_initiation_reversal (
  id uuid PRIMARY KEY,
  initiation_id uuid NOT NULL REFERENCES payment_initiation (id),
  reference text NOT NULL,
  description text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  metadata jsonb NOT NULL DEFAULT '{}',
  attempt_id uuid NOT NULL UNIQUE REFERENCES attempt (id),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX payment_initiation_reversal_reference
  ON payment_initiation_reversal (initiation_id, text_key(reference));
CREATE TRIGGER payment_initiation_reversal_append_only BEFORE UPDATE OR DELETE ON payment_initiation_reversal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_initiation_reversal_no_truncate BEFORE TRUNCATE ON payment_initiation_reversal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
