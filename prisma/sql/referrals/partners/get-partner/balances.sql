-- @param $1:partnerId
SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE state = 'pending'), 0)::text AS "pendingMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'approved'), 0)::text AS "owedMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'paid'), 0)::text AS "paidMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'paid' AND NOT EXISTS (
    SELECT 1 FROM payout_mark k WHERE k.payout_line_id = commission.payout_line_id)), 0)::text AS "unmarkedMinor", coalesce((
    SELECT sum(c.amount_minor) FROM commission c JOIN payment p ON p.id = c.payment_id
    WHERE c.partner_id = $1 AND c.currency = commission.currency AND c.state = 'approved' AND
-- @include referrals/commissions/_held
  ), 0)::text AS "disputedMinor"
FROM commission WHERE partner_id = $1 GROUP BY currency ORDER BY currency
