-- @param $1:partnerId
SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE state = 'pending'), 0)::text AS "pendingMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'approved'), 0)::text AS "owedMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'paid'), 0)::text AS "paidMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'paid' AND NOT EXISTS (
    SELECT 1 FROM payout_mark k WHERE k.payout_line_id = commission.payout_line_id)), 0)::text AS "unmarkedMinor", coalesce((
    SELECT sum(d.amount_minor) FROM commission d JOIN payment p ON p.id = d.payment_id
    WHERE d.partner_id = $1 AND d.currency = commission.currency AND d.state = 'approved' AND d.kind = 'commission'
      AND p.status IN ('dispute', 'dispute_lost')), 0)::text AS "disputedMinor"
FROM commission WHERE partner_id = $1 GROUP BY currency ORDER BY currency
