-- The names and the referrals are looked up for those alone who are shown.
-- @param $1:merchantId?
-- @param $2:limit
WITH ranked AS (
  SELECT c.partner_id, c.currency, sum(c.amount_minor)::text AS earned,
    row_number() OVER (PARTITION BY c.currency ORDER BY sum(c.amount_minor) DESC, c.partner_id) AS rank
  FROM commission c WHERE c.state <> 'rejected' AND ($1::uuid IS NULL OR c.merchant_id = $1)
  GROUP BY c.partner_id, c.currency)
SELECT n.id AS "partnerId", n.name, r.currency, r.earned AS "earnedMinor", (
    SELECT count(DISTINCT c.referral_id)::int FROM commission c
    WHERE c.partner_id = r.partner_id AND c.currency = r.currency AND c.state <> 'rejected') AS referrals, r.rank
FROM ranked r JOIN partner n ON n.id = r.partner_id
WHERE r.rank <= $2 ORDER BY r.currency, r.rank
