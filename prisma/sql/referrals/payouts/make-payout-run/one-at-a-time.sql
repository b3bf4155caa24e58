-- @param $1:merchantId
SELECT pg_advisory_xact_lock(hashtextextended('payout_run/' || $1::text, 0))
