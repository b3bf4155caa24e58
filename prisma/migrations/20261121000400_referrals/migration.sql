-- Referral payments: who recommended whom, what that earns, and what has been paid out for it.

CREATE TABLE partner (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  email text NOT NULL,
  slug text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX partner_slug ON partner (merchant_id, slug);
CREATE INDEX partner_created ON partner (merchant_id, created_at DESC, id DESC);

-- The terms never change: what was agreed is what a commission is computed by.
CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  partner_id uuid NOT NULL REFERENCES partner (id),
  commission_type text NOT NULL CHECK (commission_type IN ('percent', 'flat')),
  basis_points integer CHECK (basis_points BETWEEN 0 AND 10000),
  flat_amount_minor bigint CHECK (flat_amount_minor >= 0),
  flat_currency text CHECK (flat_currency ~ '^[A-Z]{3}$'),
  recurrence text NOT NULL CHECK (recurrence IN ('first_payment', 'months', 'lifetime')),
  months integer CHECK (months >= 1),
  hold_days integer NOT NULL CHECK (hold_days >= 0),
  referral_expiry_days integer NOT NULL CHECK (referral_expiry_days >= 0),
  minimum_payout_minor bigint NOT NULL CHECK (minimum_payout_minor >= 0),
  state text NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'terminated')),
  state_set_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CHECK ((commission_type = 'percent') = (basis_points IS NOT NULL)),
  CHECK ((commission_type = 'flat') = (flat_amount_minor IS NOT NULL AND flat_currency IS NOT NULL)),
  CHECK ((recurrence = 'months') = (months IS NOT NULL))
);
CREATE INDEX partnership_partner ON partnership (partner_id, created_at DESC, id DESC);
CREATE INDEX partnership_created ON partnership (merchant_id, created_at DESC, id DESC);

CREATE TABLE referral (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  uid text,
  email text,
  state text NOT NULL CHECK (state IN ('clicked', 'converted', 'paid', 'churned', 'rejected', 'expired')),
  state_set_at timestamptz(3) NOT NULL,
  -- When it expires unless a payment comes before; null is never.
  expires_at timestamptz(3),
  first_paid_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK (uid IS NOT NULL OR email IS NOT NULL)
);
CREATE UNIQUE INDEX referral_uid ON referral (merchant_id, uid);
CREATE UNIQUE INDEX referral_email ON referral (merchant_id, lower(email));
CREATE INDEX referral_created ON referral (merchant_id, created_at DESC, id DESC);
CREATE INDEX referral_partnership ON referral (partnership_id, created_at DESC, id DESC);
CREATE INDEX referral_due ON referral (expires_at) WHERE state = 'converted' AND expires_at IS NOT NULL;

CREATE TABLE subscription (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral (id),
  reference text NOT NULL,
  -- As the newest payment that said so has it.
  interval text CHECK (interval IN ('month', 'year')),
  interval_count bigint CHECK (interval_count >= 1),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX subscription_reference ON subscription (referral_id, reference);

-- What a referral payment is besides a payment. The sent_ columns are the request: null where nothing was sent.
CREATE TABLE referral_payment (
  payment_id uuid PRIMARY KEY REFERENCES payment (id),
  referral_id uuid NOT NULL REFERENCES referral (id),
  subscription_id uuid REFERENCES subscription (id),
  sent_referral_uid text,
  sent_referral_id text,
  sent_referral_email text,
  sent_subscription_id text,
  sent_interval text CHECK (sent_interval IN ('month', 'year')),
  sent_interval_count bigint CHECK (sent_interval_count >= 1),
  -- What the payment adds to the monthly recurring revenue, in its own currency; null for a one-off.
  mrr_minor bigint CHECK (mrr_minor >= 0),
  -- How many months it pays for; null for a one-off.
  months bigint CHECK (months >= 1),
  paid_at timestamptz(3) NOT NULL
);
CREATE INDEX referral_payment_referral ON referral_payment (referral_id, paid_at DESC, payment_id DESC);
CREATE INDEX referral_payment_paid ON referral_payment (paid_at DESC, payment_id DESC);

CREATE TABLE payout_run (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  idempotency_key text NOT NULL,
  -- Commissions approved up to the end of this day (UTC) were considered.
  period_start date NOT NULL,
  period_end date NOT NULL,
  created_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL,
  CHECK (period_start <= period_end)
);
CREATE UNIQUE INDEX payout_run_key ON payout_run (merchant_id, idempotency_key);
CREATE INDEX payout_run_created ON payout_run (merchant_id, created_at DESC, id DESC);

CREATE TABLE payout_line (
  id uuid PRIMARY KEY,
  payout_run_id uuid NOT NULL REFERENCES payout_run (id),
  partner_id uuid NOT NULL REFERENCES partner (id),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  outcome text NOT NULL CHECK (outcome IN ('paid', 'below_minimum', 'in_debt')),
  commissions_minor bigint NOT NULL CHECK (commissions_minor >= 0),
  clawbacks_minor bigint NOT NULL CHECK (clawbacks_minor <= 0),
  amount_minor bigint NOT NULL,
  minimum_minor bigint NOT NULL,
  commissions integer NOT NULL CHECK (commissions >= 1),
  CHECK (amount_minor = commissions_minor + clawbacks_minor),
  CHECK (outcome <> 'paid' OR (amount_minor > 0 AND amount_minor >= minimum_minor))
);
CREATE UNIQUE INDEX payout_line_partner ON payout_line (payout_run_id, partner_id, currency);
CREATE INDEX payout_line_partner_runs ON payout_line (partner_id, payout_run_id);

CREATE TABLE commission (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  partner_id uuid NOT NULL REFERENCES partner (id),
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  referral_id uuid NOT NULL REFERENCES referral (id),
  payment_id uuid NOT NULL REFERENCES payment (id),
  kind text NOT NULL CHECK (kind IN ('commission', 'clawback')),
  -- The paid commission that a clawback takes back from.
  claws_back_id uuid REFERENCES commission (id),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  initial_amount_minor bigint NOT NULL,
  amount_minor bigint NOT NULL,
  -- What was applied, in words a program can read: never looked up again in terms that may have moved on.
  rule jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'approved', 'paid', 'rejected')),
  state_set_at timestamptz(3) NOT NULL,
  approve_at timestamptz(3) NOT NULL,
  approved_at timestamptz(3),
  payout_line_id uuid REFERENCES payout_line (id),
  created_at timestamptz(3) NOT NULL,
  CHECK (CASE kind WHEN 'commission' THEN amount_minor >= 0 ELSE amount_minor < 0 END),
  CHECK ((kind = 'clawback') = (claws_back_id IS NOT NULL)),
  CHECK (kind = 'commission' OR state IN ('approved', 'paid')),
  CHECK ((state = 'paid') = (payout_line_id IS NOT NULL))
);
-- A payment earns one commission, however often it is reported.
CREATE UNIQUE INDEX commission_one_per_payment ON commission (payment_id) WHERE kind = 'commission';
CREATE INDEX commission_payment ON commission (payment_id, created_at);
CREATE INDEX commission_created ON commission (merchant_id, created_at DESC, id DESC);
CREATE INDEX commission_referral ON commission (referral_id, created_at DESC);
CREATE INDEX commission_partner ON commission (partner_id, currency, state);
CREATE INDEX commission_due ON commission (approve_at) WHERE state = 'pending';
CREATE INDEX commission_payable ON commission (merchant_id, approved_at) WHERE state = 'approved';
CREATE INDEX commission_payout ON commission (payout_line_id) WHERE payout_line_id IS NOT NULL;

CREATE FUNCTION refuse_change_of_paid_commission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'commission % is paid and locked: % refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER commission_paid_is_locked BEFORE UPDATE OR DELETE ON commission FOR EACH ROW
  WHEN (OLD.state = 'paid') EXECUTE FUNCTION refuse_change_of_paid_commission();

-- Every change of a partnership, referral or commission: who, when, from what to what. The column on the object is the
-- newest of these rows.
CREATE TABLE state_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  object_type text NOT NULL CHECK (object_type IN ('partnership', 'referral', 'commission')),
  object_id uuid NOT NULL,
  from_state text,
  to_state text NOT NULL,
  -- What a commission is worth from here on; null for the others.
  amount_minor bigint,
  reason text,
  occurred_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'apiKey', 'job', 'provider', 'customer')),
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL
);
CREATE INDEX state_change_object ON state_change (object_type, object_id, id);
CREATE TRIGGER state_change_append_only BEFORE UPDATE OR DELETE ON state_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER state_change_no_truncate BEFORE TRUNCATE ON state_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
