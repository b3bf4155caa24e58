-- @param $1:rowId
SELECT l.id, l.partner_id AS "partnerId", n.name AS "partnerName", n.email AS "partnerEmail", l.currency, l.outcome,
  l.commissions_minor AS "commissionsMinor", l.clawbacks_minor AS "clawbacksMinor", l.amount_minor AS "amountMinor",
  l.minimum_minor AS "minimumMinor", l.commissions, k.mark, k.reason, k.marked_at AS "markedAt",
  k.actor_label AS "markedBy"
FROM payout_line l JOIN partner n ON n.id = l.partner_id LEFT JOIN payout_mark k ON k.payout_line_id = l.id
WHERE l.payout_run_id = $1 ORDER BY l.outcome = 'paid' DESC, n.name, l.currency, l.id
