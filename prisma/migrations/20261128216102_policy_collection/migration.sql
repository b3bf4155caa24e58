-- How often the day a payment is collected was moved: whoever moves it says which they saw.
ALTER TABLE policy_payment ADD COLUMN schedule_version integer NOT NULL DEFAULT 1 CHECK (schedule_version > 0);

-- What was handed in to show that a policyholder has paid by EFT. Never changed and never taken away.
CREATE TABLE policy_proof_of_payment (
  payment_id uuid PRIMARY KEY REFERENCES policy_payment (payment_id),
  file_name text NOT NULL,
  description text NOT NULL,
  file_type text NOT NULL,
  content bytea NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE TRIGGER policy_proof_of_payment_append_only BEFORE UPDATE OR DELETE ON policy_proof_of_payment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_proof_of_payment_no_truncate BEFORE TRUNCATE ON policy_proof_of_payment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
