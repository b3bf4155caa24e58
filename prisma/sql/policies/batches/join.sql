-- Whoever is first of a run makes the batch; the others wait for that, and join it.
-- @param $1:id
-- @param $2:merchantId
-- @param $3:connectionId
-- @param $4:collectionType
-- @param $5:methodType
-- @param $6:currency
-- @param $7:actionDate
-- @param $8:now
-- @param $9:attemptId
-- @param $10:paymentId
WITH made AS (
  INSERT INTO payment_batch (
    id, merchant_id, connection_id, collection_type, method_type, currency, action_date, submitted_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
  ON CONFLICT (id) DO NOTHING
)
INSERT INTO payment_batch_attempt (attempt_id, batch_id, payment_id) VALUES ($9, $1, $10)
