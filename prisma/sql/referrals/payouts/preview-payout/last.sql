-- @param $1:merchantId
SELECT (SELECT max(period_end)::text FROM payout_run WHERE merchant_id = $1) AS end,
  (SELECT min(created_at)::date::text FROM commission WHERE merchant_id = $1) AS first
