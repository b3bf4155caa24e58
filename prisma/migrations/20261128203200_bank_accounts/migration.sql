-- Where a partner is paid to, and where a merchant pays from. A change is a new version: the newest counts, none is lost.
CREATE TABLE bank_account (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  owner_type text NOT NULL CHECK (owner_type IN ('partner', 'merchant')),
  owner_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  holder text NOT NULL,
  scheme text NOT NULL CHECK (scheme IN ('iban', 'account')),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  bic text,
  -- Sort code or routing number; null for an IBAN, which has it inside.
  bank_code text,
  number_sealed bytea NOT NULL,
  last4 text NOT NULL CHECK (length(last4) <= 4),
  created_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL,
  CHECK ((scheme = 'account') = (bank_code IS NOT NULL))
);
CREATE UNIQUE INDEX bank_account_version ON bank_account (owner_id, version);
CREATE TRIGGER bank_account_append_only BEFORE UPDATE OR DELETE ON bank_account FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bank_account_no_truncate BEFORE TRUNCATE ON bank_account FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
