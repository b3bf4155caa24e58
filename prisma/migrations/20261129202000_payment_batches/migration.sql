-- What one run of the collection handed to one connection: payments of one merchant, way, currency and day.
CREATE TABLE payment_batch (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  connection_id uuid NOT NULL REFERENCES connection (id),
  collection_type text NOT NULL,
  method_type text NOT NULL,
  currency text NOT NULL,
  -- The day its payments were due, at midnight in UTC.
  action_date timestamptz(3) NOT NULL,
  status text NOT NULL DEFAULT 'submitted' CHECK (status IN ('submitted', 'accepted', 'failed')),
  -- What was said with the status; empty while nobody has said anything.
  failure_reason text NOT NULL DEFAULT '',
  submitted_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  -- Who said what became of it.
  updated_by_type text,
  updated_by_id text,
  CHECK ((updated_by_type IS NULL) = (updated_by_id IS NULL)),
  CHECK (status <> 'failed' OR failure_reason <> '')
);
CREATE INDEX payment_batch_list ON payment_batch (submitted_at DESC, id DESC);
CREATE INDEX payment_batch_of_merchant ON payment_batch (merchant_id, submitted_at DESC, id DESC);

CREATE TABLE payment_batch_attempt (
  attempt_id uuid PRIMARY KEY REFERENCES attempt (id),
  batch_id uuid NOT NULL REFERENCES payment_batch (id),
  payment_id uuid NOT NULL REFERENCES payment (id)
);
CREATE INDEX payment_batch_attempt_batch ON payment_batch_attempt (batch_id, payment_id);
CREATE INDEX payment_batch_attempt_payment ON payment_batch_attempt (payment_id);
