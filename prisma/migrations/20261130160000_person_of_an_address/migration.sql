-- Records of one merchant with one e-mail address are one person's, also once a merged one is given the address of others:
-- they come along, and so does whatever they had been merged with.

-- Whoever merges, separates, or gives a merged record another address waits for whoever writes a record of that merchant, and
-- the other way round: neither would see what the other has not committed. Those who write records do not wait for each other.
CREATE FUNCTION people_lock(merchant uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended('people of ' || merchant::text, 0);

-- Makes everybody with an address this person's.
CREATE FUNCTION gather_person(merchant uuid, address text, person uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  address_key text := nullif(email_key(btrim(address)), '');
  keys text[];
BEGIN
  SELECT array_agg(DISTINCT p.key) INTO keys FROM (
    SELECT address_key AS key
    UNION ALL
    SELECT person_id::text FROM customer
      WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(btrim(email)) = address_key
    UNION ALL
    SELECT person_id::text FROM policyholder
      WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(btrim(email)) = address_key
    UNION ALL
    SELECT person_id::text FROM referral
      WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(btrim(email)) = address_key
    UNION ALL
    SELECT person_id::text FROM connected_account
      WHERE person_id IS NOT NULL AND merchant_id = merchant AND email_key(btrim(account_email(metadata))) = address_key
  ) p WHERE p.key <> person::text;
  UPDATE customer SET person_id = person
    WHERE merchant_id = merchant AND person_key(person_id, email, id) = ANY (keys);
  UPDATE policyholder SET person_id = person
    WHERE merchant_id = merchant AND person_key(person_id, email, id) = ANY (keys);
  UPDATE referral SET person_id = person
    WHERE merchant_id = merchant AND person_key(person_id, email, id) = ANY (keys);
  UPDATE connected_account SET person_id = person
    WHERE merchant_id = merchant AND person_key(person_id, account_email(metadata), id) = ANY (keys);
END $$;

CREATE OR REPLACE FUNCTION join_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  address text := CASE TG_TABLE_NAME WHEN 'connected_account' THEN account_email(to_jsonb(NEW) -> 'metadata')
    ELSE to_jsonb(NEW) ->> 'email' END;
BEGIN
  IF TG_OP = 'UPDATE' AND address IS NOT DISTINCT FROM to_jsonb(OLD) ->> 'email' THEN
    RETURN NEW;
  END IF;
  IF NEW.person_id IS NULL THEN
    PERFORM pg_advisory_xact_lock_shared(people_lock(NEW.merchant_id));
    NEW.person_id := merged_person_of(NEW.merchant_id, address);
  ELSE
    PERFORM pg_advisory_xact_lock(people_lock(NEW.merchant_id));
  END IF;
  RETURN NEW;
END $$;

-- After it is written: the record itself is changed no more.
CREATE FUNCTION gather_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM gather_person(NEW.merchant_id, NEW.email, NEW.person_id);
  RETURN NULL;
END $$;
CREATE TRIGGER customer_gathers AFTER UPDATE OF email ON customer FOR EACH ROW
  WHEN (NEW.person_id IS NOT NULL AND NEW.email IS DISTINCT FROM OLD.email) EXECUTE FUNCTION gather_merged_person();
CREATE TRIGGER policyholder_gathers AFTER UPDATE OF email ON policyholder FOR EACH ROW
  WHEN (NEW.person_id IS NOT NULL AND NEW.email IS DISTINCT FROM OLD.email) EXECUTE FUNCTION gather_merged_person();
CREATE TRIGGER referral_gathers AFTER UPDATE OF email ON referral FOR EACH ROW
  WHEN (NEW.person_id IS NOT NULL AND NEW.email IS DISTINCT FROM OLD.email) EXECUTE FUNCTION gather_merged_person();

-- What has come apart until now.
DO $$
DECLARE
  record record;
BEGIN
  FOR record IN
    SELECT merchant_id, email AS address, id, 'customer' AS kind FROM customer WHERE person_id IS NOT NULL
    UNION ALL
    SELECT merchant_id, email, id, 'policyholder' FROM policyholder WHERE person_id IS NOT NULL
    UNION ALL
    SELECT merchant_id, email, id, 'referral' FROM referral WHERE person_id IS NOT NULL
    UNION ALL
    SELECT merchant_id, account_email(metadata), id, 'account' FROM connected_account WHERE person_id IS NOT NULL
  LOOP
    -- Whose it is now: one before may have taken it along.
    PERFORM gather_person(record.merchant_id, record.address, merged_person_of(record.merchant_id, record.address))
    WHERE nullif(email_key(btrim(record.address)), '') IS NOT NULL;
  END LOOP;
END $$;
