WITH taken AS (
  DELETE FROM payment_tally WHERE id IN (SELECT id FROM payment_tally FOR UPDATE SKIP LOCKED)
  RETURNING merchant_id, kind, stage, payments
)
INSERT INTO payment_tally (merchant_id, kind, stage, payments)
SELECT merchant_id, kind, stage, sum(payments) FROM taken GROUP BY merchant_id, kind, stage
