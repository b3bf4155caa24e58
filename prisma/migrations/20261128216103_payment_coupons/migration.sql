-- What an insurer lets a policyholder off: credited to the policy once, when it is redeemed. It moves no money.
CREATE TABLE policy_payment_coupon (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES policy (id),
  type text NOT NULL CHECK (type IN ('ad_hoc', 'payment_holiday')),
  status text NOT NULL CHECK (status IN ('pending', 'redeemed', 'cancelled')),
  -- Of a payment holiday, known when it is redeemed.
  amount_minor bigint CHECK (amount_minor > 0),
  redeemable_from timestamptz(3),
  redeemable_to timestamptz(3),
  reason text,
  payment_date timestamptz(3),
  billing_date timestamptz(3),
  redeemed_at timestamptz(3),
  created_by jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK (type = 'payment_holiday' OR amount_minor IS NOT NULL),
  CHECK (redeemable_to >= redeemable_from),
  CHECK ((status = 'redeemed') = (redeemed_at IS NOT NULL)),
  CHECK (status <> 'redeemed' OR (amount_minor IS NOT NULL AND payment_date IS NOT NULL))
);
CREATE INDEX policy_payment_coupon_policy ON policy_payment_coupon (policy_id, created_at DESC, id DESC);
