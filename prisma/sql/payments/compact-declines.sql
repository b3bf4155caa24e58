-- @param $1:rows
WITH taken AS (
  DELETE FROM decline_tally WHERE id IN (
    SELECT id FROM decline_tally WHERE fresh ORDER BY id LIMIT $1::int FOR UPDATE SKIP LOCKED)
  RETURNING merchant_id, attempted_at, test, decline_code, attempts
)
INSERT INTO decline_tally AS t (merchant_id, attempted_at, test, decline_code, attempts, fresh)
SELECT merchant_id, attempted_at, test, decline_code, sum(attempts), false FROM taken
GROUP BY 1, 2, 3, 4 ORDER BY 2, 1, 3, 4
ON CONFLICT (attempted_at, merchant_id, test, decline_code) WHERE NOT fresh DO UPDATE SET
  attempts = t.attempts + excluded.attempts
