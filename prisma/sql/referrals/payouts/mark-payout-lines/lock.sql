-- @param $1:runId
-- @param $2:lineIds
-- @param $3:merchantId?
SELECT l.id, l.outcome, l.currency, l.amount_minor AS "amountMinor", l.partner_id AS "partnerId",
  n.name AS "partnerName", u.merchant_id AS "merchantId"
FROM payout_line l JOIN payout_run u ON u.id = l.payout_run_id JOIN partner n ON n.id = l.partner_id
WHERE u.id = $1 AND l.id = ANY ($2::uuid[]) AND ($3::uuid IS NULL OR u.merchant_id = $3)
ORDER BY l.id FOR UPDATE OF l
