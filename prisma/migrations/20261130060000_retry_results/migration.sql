-- What each retry of a failed payment came to, beside why the first attempt failed, so that the figures of retries and the
-- overview read one table in the order of its time, and not four by their ids. A row follows its retry, and what its first
-- attempt says, in the transaction of whatever changes one of them.
CREATE TABLE retry_result (
  payment_id uuid PRIMARY KEY REFERENCES policy_payment (payment_id),
  original_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  made_at timestamptz(3) NOT NULL,
  -- When its status became final; null until then.
  decided_at timestamptz(3),
  retry_number integer NOT NULL,
  status text NOT NULL,
  -- Why the first attempt failed.
  failure_code text,
  failure_reason text,
  currency text NOT NULL,
  precision smallint NOT NULL,
  amount_minor bigint NOT NULL,
  -- What was collected, less what the bank took back.
  kept_minor bigint NOT NULL,
  test boolean NOT NULL
);
CREATE INDEX retry_result_made ON retry_result (made_at);
CREATE INDEX retry_result_decided ON retry_result (decided_at);

-- Makes the results of whole chains, by their first attempts, what is said elsewhere.
CREATE FUNCTION retry_results_of(originals uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retry_result (payment_id, original_id, merchant_id, made_at, decided_at, retry_number, status, failure_code,
    failure_reason, currency, precision, amount_minor, kept_minor, test)
  SELECT y.payment_id, y.original_id, y.merchant_id, y.created_at, y.finalized_at, y.retry_number, p.status, q.failure_code,
    o.failure_reason, p.currency, p.precision, y.amount_minor, p.collected_minor - p.returned_minor, coalesce(p.mode = 'test', false)
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id
  JOIN policy_payment o ON o.payment_id = y.original_id JOIN payment q ON q.id = y.original_id
  WHERE y.retry_of IS NOT NULL AND y.original_id = ANY (originals)
  ON CONFLICT (payment_id) DO UPDATE SET decided_at = excluded.decided_at, status = excluded.status,
    failure_code = excluded.failure_code, failure_reason = excluded.failure_reason, kept_minor = excluded.kept_minor,
    test = excluded.test
  WHERE (retry_result.decided_at, retry_result.status, retry_result.failure_code, retry_result.failure_reason,
    retry_result.kept_minor, retry_result.test) IS DISTINCT FROM (excluded.decided_at, excluded.status, excluded.failure_code,
    excluded.failure_reason, excluded.kept_minor, excluded.test);
END $$;
SELECT retry_results_of(array_agg(DISTINCT original_id)) FROM policy_payment WHERE retry_of IS NOT NULL;

-- Of two that change something of a chain at the same moment the second waits for the first, and sees what it did.
CREATE FUNCTION retry_result_of_chain(original uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM policy_payment WHERE payment_id = original FOR NO KEY UPDATE;
  PERFORM retry_results_of(ARRAY[original]);
END $$;

CREATE FUNCTION retry_result_follows_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM retry_result_of_chain(NEW.original_id);
  RETURN NULL;
END $$;
CREATE TRIGGER retry_result_recorded AFTER INSERT ON policy_payment
  FOR EACH ROW WHEN (NEW.retry_of IS NOT NULL)
  EXECUTE FUNCTION retry_result_follows_attempt();
CREATE TRIGGER retry_result_decided AFTER UPDATE OF finalized_at, failure_reason ON policy_payment
  FOR EACH ROW WHEN (NEW.retry_of IS NOT NULL AND OLD.finalized_at IS DISTINCT FROM NEW.finalized_at
    OR NEW.retry_of IS NULL AND OLD.failure_reason IS DISTINCT FROM NEW.failure_reason)
  EXECUTE FUNCTION retry_result_follows_attempt();

-- A first attempt has a say by why it failed alone.
CREATE FUNCTION retry_result_follows_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  original uuid;
BEGIN
  SELECT y.original_id INTO original FROM policy_payment y
  WHERE y.payment_id = NEW.id AND (y.retry_of IS NOT NULL OR OLD.failure_code IS DISTINCT FROM NEW.failure_code);
  IF FOUND THEN PERFORM retry_result_of_chain(original); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER retry_result_moved AFTER UPDATE OF status, failure_code, collected_minor, returned_minor, mode ON payment
  FOR EACH ROW WHEN (NEW.kind = 'policy'
    AND (OLD.status, OLD.failure_code, OLD.collected_minor, OLD.returned_minor, OLD.mode)
      IS DISTINCT FROM (NEW.status, NEW.failure_code, NEW.collected_minor, NEW.returned_minor, NEW.mode))
  EXECUTE FUNCTION retry_result_follows_payment();

-- The figures of retries looked for those of some days by it: they are read from their results now.
DROP INDEX policy_payment_retry_made;
