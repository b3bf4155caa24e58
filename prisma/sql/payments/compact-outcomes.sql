-- @param $1:rows
WITH taken AS (
  DELETE FROM outcome_tally WHERE id IN (
    SELECT id FROM outcome_tally WHERE fresh ORDER BY id LIMIT $1::int FOR UPDATE SKIP LOCKED)
  RETURNING merchant_id, payment_at, test, paid, tried
)
INSERT INTO outcome_tally AS t (merchant_id, payment_at, test, paid, tried, fresh)
SELECT merchant_id, payment_at, test, sum(paid), sum(tried), false FROM taken GROUP BY 1, 2, 3 ORDER BY 2, 1, 3
ON CONFLICT (payment_at, merchant_id, test) WHERE NOT fresh DO UPDATE SET
  paid = t.paid + excluded.paid, tried = t.tried + excluded.tried
