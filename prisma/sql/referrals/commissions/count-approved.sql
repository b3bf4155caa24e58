-- Commissions and clawbacks that are approved and not paid yet, counted up to a limit.
-- @param $1:merchantId?
-- @param $2:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM commission WHERE state = 'approved' AND ($1::uuid IS NULL OR merchant_id = $1) LIMIT $2) approved
