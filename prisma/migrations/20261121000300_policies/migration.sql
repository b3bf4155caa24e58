-- Policies: who is insured, what is collected from whom, and every attempt to do so ------------------------------

CREATE TABLE policyholder (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  type text NOT NULL CHECK (type IN ('individual', 'company')),
  -- {type, number, country}, as the insurer knows the person.
  identification jsonb NOT NULL,
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text,
  cellphone text,
  search text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
CREATE INDEX policyholder_merchant ON policyholder (merchant_id, created_at DESC, id DESC);
CREATE INDEX policyholder_created ON policyholder (created_at DESC, id DESC);
CREATE INDEX policyholder_search ON policyholder USING gin (search gin_trgm_ops);

CREATE TABLE product_module (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  key text NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (merchant_id, key)
);

CREATE TABLE policy_payment_method (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL,
  policyholder_id uuid NOT NULL REFERENCES policyholder (id),
  type text NOT NULL CHECK (type IN ('debit_order', 'card', 'eft', 'external')),
  -- What is known of the bank account or card besides its number, in the words of the policy door.
  details jsonb NOT NULL DEFAULT '{}',
  account_number_sealed bytea,
  last4 text CHECK (last4 ~ '^[0-9]{1,4}$'),
  -- Null where nothing is verified: only a debit order needs it.
  banv_status text CHECK (banv_status IN ('pending', 'processing', 'verified', 'failed_verification', 'blocked')),
  blocked_reason text,
  banv_response jsonb,
  -- Failed payments in a row, retries counted. Each change is made under the row's lock.
  consecutive_failures integer NOT NULL DEFAULT 0 CHECK (consecutive_failures >= 0),
  dismissed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK ((type = 'debit_order') = (account_number_sealed IS NOT NULL)),
  CHECK (blocked_reason IS NULL OR banv_status = 'blocked')
);
CREATE INDEX policy_payment_method_policyholder ON policy_payment_method (policyholder_id, created_at DESC, id DESC);
CREATE INDEX policy_payment_method_merchant ON policy_payment_method (merchant_id, created_at DESC, id DESC);

CREATE TABLE policy (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL,
  policyholder_id uuid NOT NULL REFERENCES policyholder (id),
  product_module_id uuid NOT NULL REFERENCES product_module (id),
  payment_method_id uuid REFERENCES policy_payment_method (id),
  policy_number text NOT NULL,
  package_name text NOT NULL,
  monthly_premium_minor bigint NOT NULL CHECK (monthly_premium_minor > 0),
  billing_day smallint NOT NULL CHECK (billing_day BETWEEN 1 AND 31),
  billing_frequency text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  start_date timestamptz(3) NOT NULL,
  charges jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL CHECK (status IN ('active', 'cancelled', 'expired', 'lapsed', 'not_taken_up')),
  search text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (merchant_id, policy_number)
);
CREATE INDEX policy_merchant ON policy (merchant_id, created_at DESC, id DESC);
CREATE INDEX policy_created ON policy (created_at DESC, id DESC);
CREATE INDEX policy_policyholder ON policy (policyholder_id, created_at DESC, id DESC);
CREATE INDEX policy_search ON policy USING gin (search gin_trgm_ops);

-- What a payment is for its policy. A payment's amount has no sign; this one has.
CREATE TABLE policy_payment (
  payment_id uuid PRIMARY KEY REFERENCES payment (id),
  merchant_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id),
  payment_method_id uuid NOT NULL REFERENCES policy_payment_method (id),
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  net_amount_minor bigint NOT NULL,
  charges jsonb NOT NULL DEFAULT '[]',
  payment_type text NOT NULL CHECK (payment_type IN ('premium', 'reversal', 'claim_payout', 'premium_refund', 'other')),
  premium_type text,
  collection_type text NOT NULL,
  payment_date timestamptz(3) NOT NULL,
  billing_date timestamptz(3),
  action_date timestamptz(3) NOT NULL,
  external_reference text,
  -- The first attempt: itself, or the payment this one retries.
  original_id uuid NOT NULL,
  retry_of uuid REFERENCES policy_payment (payment_id),
  retry_number integer NOT NULL DEFAULT 0 CHECK (retry_number >= 0),
  reversal_of uuid UNIQUE REFERENCES policy_payment (payment_id),
  failure_reason text,
  failure_action text CHECK (failure_action IN ('block_payment_method', 'block_retry', 'allow_retry')),
  finalized_at timestamptz(3),
  finalized_by jsonb,
  app_data jsonb,
  -- Not collected and not given up: follows the payment's status (policy_payment_follows).
  live boolean NOT NULL,
  -- When it is to be collected; null once it no longer waits for that.
  due_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CHECK (original_id = coalesce(retry_of, payment_id)),
  CHECK ((retry_of IS NULL) = (retry_number = 0)),
  CHECK (retry_of <> payment_id),
  CHECK (amount_minor > 0 OR payment_type IN ('reversal', 'premium_refund')),
  CHECK (payment_type <> 'premium' OR premium_type IS NOT NULL)
);
-- The same money is never collected twice: of a payment and its retries one at most waits, is under way or has succeeded.
CREATE UNIQUE INDEX policy_payment_collected_once ON policy_payment (original_id) WHERE live;
-- Two failures reported at once make one retry.
CREATE UNIQUE INDEX policy_payment_retry ON policy_payment (retry_of, retry_number) WHERE retry_of IS NOT NULL;
CREATE UNIQUE INDEX policy_payment_external_reference ON policy_payment (merchant_id, external_reference)
  WHERE external_reference IS NOT NULL;
CREATE INDEX policy_payment_policy ON policy_payment (policy_id, created_at DESC, payment_id DESC);
CREATE INDEX policy_payment_original ON policy_payment (original_id, retry_number);
CREATE INDEX policy_payment_due ON policy_payment (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX policy_payment_method_used ON policy_payment (payment_method_id, created_at DESC);
CREATE INDEX policy_payment_recent ON policy_payment (created_at DESC, payment_id DESC);

-- Whatever changes a payment's status, here or in another door, this row follows in the same transaction.
CREATE FUNCTION policy_payment_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE policy_payment
  SET live = NEW.status IN ('pending', 'submitted', 'processing', 'succeeded'),
    due_at = CASE WHEN NEW.status = 'pending' THEN action_date END
  WHERE payment_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER policy_payment_follows AFTER UPDATE OF status ON payment
  FOR EACH ROW WHEN (NEW.kind = 'policy' AND NEW.status IS DISTINCT FROM OLD.status)
  EXECUTE FUNCTION policy_payment_follows();

-- The first outcome of a keyed request, byte for byte. A request that still runs holds an advisory lock instead of a row.
CREATE TABLE policy_idempotency (
  merchant_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status smallint NOT NULL,
  body bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (merchant_id, key)
);
CREATE INDEX policy_idempotency_created ON policy_idempotency (created_at);

-- Up to 5000 payments to create or update, waiting for the job that does them.
CREATE TABLE policy_async_request (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL,
  operation text NOT NULL CHECK (operation IN ('create', 'update')),
  items jsonb NOT NULL,
  item_count integer NOT NULL,
  actor jsonb NOT NULL,
  request_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  accepted_count integer,
  -- [{index, errors: [{path, message}]}]
  refused jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX policy_async_request_waiting ON policy_async_request (created_at) WHERE finished_at IS NULL;
CREATE INDEX policy_async_request_created ON policy_async_request (created_at DESC, id DESC);
