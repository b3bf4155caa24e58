-- Records that somebody said are one person: all of them point to one row, which says who said so and when. Separating takes
-- the pointer away again; nothing else of a record or of a payment changes.
CREATE TABLE merged_person (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  merged_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL
);
ALTER TABLE customer ADD COLUMN person_id uuid REFERENCES merged_person (id), ADD COLUMN phone text;
ALTER TABLE policyholder ADD COLUMN person_id uuid REFERENCES merged_person (id);
ALTER TABLE referral ADD COLUMN person_id uuid REFERENCES merged_person (id);
ALTER TABLE connected_account ADD COLUMN person_id uuid REFERENCES merged_person (id);

-- What an account's metadata says is its e-mail address, where it is none longer than one can be.
CREATE FUNCTION account_email(metadata jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN length(metadata ->> 'email') BETWEEN 1 AND 254 THEN metadata ->> 'email' END;

-- Whose record it is, within its merchant: what it was merged into, else its e-mail address, else nobody's but its own.
CREATE FUNCTION person_key(person_id uuid, email text, id uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(person_id::text, nullif(email_key(btrim(email)), ''), id::text);
DROP INDEX customer_email;
DROP INDEX policyholder_email;
CREATE INDEX customer_person ON customer (merchant_id, person_key(person_id, email, id));
CREATE INDEX policyholder_person ON policyholder (merchant_id, person_key(person_id, email, id));
CREATE INDEX referral_person ON referral (merchant_id, person_key(person_id, email, id));
CREATE INDEX connected_account_person ON connected_account (merchant_id, person_key(person_id, account_email(metadata), id));

-- A record that comes with the e-mail address of a merged one, or comes by it, is that person's, too.
CREATE INDEX customer_merged ON customer (merchant_id, email_key(email)) WHERE person_id IS NOT NULL;
CREATE INDEX policyholder_merged ON policyholder (merchant_id, email_key(email)) WHERE person_id IS NOT NULL;
CREATE INDEX referral_merged ON referral (merchant_id, email_key(email)) WHERE person_id IS NOT NULL;
CREATE INDEX connected_account_merged ON connected_account (merchant_id, email_key(account_email(metadata)))
  WHERE person_id IS NOT NULL;
CREATE FUNCTION merged_person_of(merchant uuid, address text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE RETURN coalesce(
  (SELECT person_id FROM customer
    WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(email) = email_key(address) LIMIT 1),
  (SELECT person_id FROM policyholder
    WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(email) = email_key(address) LIMIT 1),
  (SELECT person_id FROM referral
    WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(email) = email_key(address) LIMIT 1),
  (SELECT person_id FROM connected_account
    WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(account_email(metadata)) = email_key(address) LIMIT 1));
CREATE FUNCTION join_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.person_id := coalesce(NEW.person_id, merged_person_of(NEW.merchant_id,
    CASE TG_TABLE_NAME WHEN 'connected_account' THEN account_email(to_jsonb(NEW) -> 'metadata') ELSE to_jsonb(NEW) ->> 'email' END));
  RETURN NEW;
END $$;
CREATE TRIGGER customer_joins BEFORE INSERT OR UPDATE OF email ON customer FOR EACH ROW EXECUTE FUNCTION join_merged_person();
CREATE TRIGGER policyholder_joins BEFORE INSERT OR UPDATE OF email ON policyholder FOR EACH ROW EXECUTE FUNCTION join_merged_person();
CREATE TRIGGER referral_joins BEFORE INSERT OR UPDATE OF email ON referral FOR EACH ROW EXECUTE FUNCTION join_merged_person();
CREATE TRIGGER connected_account_joins BEFORE INSERT ON connected_account FOR EACH ROW EXECUTE FUNCTION join_merged_person();

CREATE INDEX customer_phone ON customer USING gin (phone_key(phone) gin_trgm_ops);

-- The reference within the wire id of an account (connected_account_id is the way back), or null for what is none.
CREATE FUNCTION connected_account_reference(wire_id text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN convert_from(decode(translate(wire_id, '-_', '+/') || repeat('=', -length(wire_id) & 3), 'base64'), 'UTF8')::jsonb
    ->> 'Reference';
EXCEPTION WHEN others THEN
  RETURN NULL;
END $$;

-- Payments that may be one paid twice have the same amount and lie within a day.
CREATE INDEX payment_alike ON payment (merchant_id, initial_amount_minor, created_at) WHERE type = 'PAY-IN';

-- What operators write down about a person, kept with the record it was written at.
CREATE TABLE person_note (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  record_type text NOT NULL CHECK (record_type IN ('customer', 'policyholder', 'referral', 'account')),
  record_id uuid NOT NULL,
  note text NOT NULL,
  written_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL
);
CREATE INDEX person_note_record ON person_note (record_id, written_at DESC);
