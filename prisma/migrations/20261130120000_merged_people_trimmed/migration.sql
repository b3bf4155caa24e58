-- Spaces around an e-mail address say nothing of whose it is: person_key leaves them out, and so does what a merged person takes in.
DROP INDEX customer_merged;
DROP INDEX policyholder_merged;
DROP INDEX referral_merged;
DROP INDEX connected_account_merged;
CREATE INDEX customer_merged ON customer (merchant_id, email_key(btrim(email))) WHERE person_id IS NOT NULL;
CREATE INDEX policyholder_merged ON policyholder (merchant_id, email_key(btrim(email))) WHERE person_id IS NOT NULL;
CREATE INDEX referral_merged ON referral (merchant_id, email_key(btrim(email))) WHERE person_id IS NOT NULL;
CREATE INDEX connected_account_merged ON connected_account (merchant_id, email_key(btrim(account_email(metadata))))
  WHERE person_id IS NOT NULL;
CREATE OR REPLACE FUNCTION merged_person_of(merchant uuid, address text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(
  (SELECT person_id FROM customer
    WHERE person_id IS NOT NULL AND merchant_id = $1 AND email_key(btrim(email)) = email_key(btrim($2)) LIMIT 1),
  (SELECT person_id FROM policyholder
    WHERE person_id IS NOT NULL AND merchant_id = $1 AND email_key(btrim(email)) = email_key(btrim($2)) LIMIT 1),
  (SELECT person_id FROM referral
    WHERE person_id IS NOT NULL AND merchant_id = $1 AND email_key(btrim(email)) = email_key(btrim($2)) LIMIT 1),
  (SELECT person_id FROM connected_account
    WHERE person_id IS NOT NULL AND merchant_id = $1
      AND email_key(btrim(account_email(metadata))) = email_key(btrim($2)) LIMIT 1));
UPDATE connected_account SET person_id = merged_person_of(merchant_id, account_email(metadata))
WHERE person_id IS NULL AND account_email(metadata) <> btrim(account_email(metadata))
  AND merged_person_of(merchant_id, account_email(metadata)) IS NOT NULL;
