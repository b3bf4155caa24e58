-- Files of one run are made one after the other.
-- @param $1:runId
-- @param $2:merchantId?
SELECT u.id FROM payout_run u WHERE u.id = $1 AND ($2::uuid IS NULL OR u.merchant_id = $2) FOR UPDATE
