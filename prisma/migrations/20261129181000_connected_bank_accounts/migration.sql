-- Bank details kept for connectors: their numbers are sealed, and beside them is what of a number is shown.
CREATE TABLE connected_bank_account (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  account_number_sealed bytea,
  account_number_shown text,
  iban_sealed bytea,
  iban_shown text,
  swift_bic_code text,
  country text,
  metadata jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL,
  CHECK ((account_number_sealed IS NULL) = (account_number_shown IS NULL)),
  CHECK ((iban_sealed IS NULL) = (iban_shown IS NULL)),
  CHECK (account_number_sealed IS NOT NULL OR iban_sealed IS NOT NULL)
);
CREATE INDEX connected_bank_account_created ON connected_bank_account (created_at DESC, id DESC);

-- Bank details that were handed to a connector, and the account that it made of them. Its id is that of the task.
CREATE TABLE connected_bank_account_forward (
  id uuid PRIMARY KEY,
  bank_account_id uuid NOT NULL REFERENCES connected_bank_account (id),
  account_id uuid NOT NULL UNIQUE REFERENCES connected_account (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX connected_bank_account_forward_of ON connected_bank_account_forward (bank_account_id, created_at);
