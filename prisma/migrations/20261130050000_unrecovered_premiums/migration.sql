-- Failed premiums that no attempt has recovered yet, so that the worklist of retries reads them in its own order and never
-- the failures of all years. A row follows its chain in the transaction of whatever moves one of its attempts.
CREATE TABLE unrecovered_premium (
  original_id uuid PRIMARY KEY REFERENCES policy_payment (payment_id),
  merchant_id uuid NOT NULL,
  -- When the last attempt failed.
  failed_at timestamptz(3) NOT NULL,
  -- Another attempt waits or is under way.
  waiting boolean NOT NULL
);
CREATE INDEX unrecovered_premium_newest ON unrecovered_premium (failed_at DESC, original_id DESC);
CREATE INDEX unrecovered_premium_state ON unrecovered_premium (waiting, failed_at DESC, original_id DESC);
CREATE INDEX unrecovered_premium_merchant ON unrecovered_premium (merchant_id, failed_at DESC, original_id DESC);

INSERT INTO unrecovered_premium (original_id, merchant_id, failed_at, waiting)
SELECT o.payment_id, o.merchant_id, chain.failed_at, chain.waiting
FROM policy_payment o JOIN payment q ON q.id = o.payment_id AND q.kind = 'policy' AND q.status = 'failed'
JOIN LATERAL (
  SELECT bool_or(y.live) AS waiting, bool_or(p.status = 'succeeded') AS recovered,
    (array_agg(coalesce(y.finalized_at, y.created_at) ORDER BY y.retry_number DESC) FILTER (WHERE p.status = 'failed'))[1] AS failed_at
  FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE y.original_id = o.payment_id) chain ON NOT chain.recovered
WHERE o.retry_of IS NULL AND o.payment_type = 'premium';

-- Of two attempts of a chain that move at the same moment the second waits for the first, and sees what it did.
CREATE FUNCTION unrecovered_premium_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM policy_payment WHERE payment_id = NEW.original_id FOR NO KEY UPDATE;
  MERGE INTO unrecovered_premium u USING (
    SELECT o.payment_id, o.merchant_id, chain.failed_at, chain.waiting,
      q.status = 'failed' AND NOT chain.recovered AS unrecovered
    FROM policy_payment o JOIN payment q ON q.id = o.payment_id
    CROSS JOIN LATERAL (
      SELECT bool_or(y.live) AS waiting, bool_or(p.status = 'succeeded') AS recovered,
        (array_agg(coalesce(y.finalized_at, y.created_at) ORDER BY y.retry_number DESC) FILTER (WHERE p.status = 'failed'))[1] AS failed_at
      FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE y.original_id = o.payment_id) chain
    WHERE o.payment_id = NEW.original_id AND o.payment_type = 'premium') c ON u.original_id = c.payment_id
  WHEN MATCHED AND NOT c.unrecovered THEN DELETE
  WHEN MATCHED AND (u.failed_at, u.waiting) <> (c.failed_at, c.waiting) THEN
    UPDATE SET failed_at = c.failed_at, waiting = c.waiting
  WHEN NOT MATCHED AND c.unrecovered THEN
    INSERT (original_id, merchant_id, failed_at, waiting) VALUES (c.payment_id, c.merchant_id, c.failed_at, c.waiting);
  RETURN NULL;
END $$;
-- A premium that waits, is under way or is collected at the first attempt has nothing to be recovered.
CREATE TRIGGER unrecovered_premium_recorded AFTER INSERT ON policy_payment
  FOR EACH ROW WHEN (NEW.retry_of IS NOT NULL OR NOT NEW.live)
  EXECUTE FUNCTION unrecovered_premium_follows();
CREATE TRIGGER unrecovered_premium_moved AFTER UPDATE OF live, finalized_at ON policy_payment
  FOR EACH ROW WHEN (NEW.retry_of IS NOT NULL OR NOT (OLD.live AND NEW.live))
  EXECUTE FUNCTION unrecovered_premium_follows();
