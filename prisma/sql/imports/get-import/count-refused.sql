-- Imports since a moment of which lines were refused, counted up to a limit.
-- @param $1:merchantId?
-- @param $2:since
-- @param $3:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM payment_import i JOIN connector k ON k.id = i.connector_id
  WHERE i.created_at >= $2 AND ($1::uuid IS NULL OR k.merchant_id = $1)
    AND EXISTS (SELECT FROM payment_import_line l WHERE l.import_id = i.id AND l.outcome = 'refused')
  LIMIT $3) refused
