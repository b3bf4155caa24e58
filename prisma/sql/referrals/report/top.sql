-- @param $1:merchantId?
-- @param $2:limit
SELECT * FROM (
  SELECT n.id AS "partnerId", n.name, c.currency, sum(c.amount_minor)::text AS "earnedMinor",
    count(DISTINCT c.referral_id)::int AS referrals,
    row_number() OVER (PARTITION BY c.currency ORDER BY sum(c.amount_minor) DESC, n.id) AS rank
  FROM commission c JOIN partner n ON n.id = c.partner_id
  WHERE c.state <> 'rejected' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  GROUP BY n.id, c.currency) ranked
WHERE rank <= $2 ORDER BY currency, rank
