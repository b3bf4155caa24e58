u.id, u.merchant_id AS "merchantId", m.name AS "merchantName", u.period_start::text AS "periodStart",
u.period_end::text AS "periodEnd", u.created_at AS "createdAt", u.actor_label AS "actorLabel",
(SELECT n.name FROM partner n WHERE n.id = u.partner_id) AS "partnerAlone",
(SELECT count(DISTINCT l.partner_id)::int FROM payout_line l
  WHERE l.payout_run_id = u.id AND l.outcome = 'paid') AS "partnersPaid",
(SELECT count(*)::int FROM payout_line l
  WHERE l.payout_run_id = u.id AND l.outcome <> 'paid') AS "partnersCarriedOver",
(SELECT coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'amountMinor', t.amount, 'paidMinor', t.paid,
    'failedMinor', t.failed, 'openMinor', t.open) ORDER BY t.currency), '[]')
  FROM (SELECT l.currency, sum(l.amount_minor)::text AS amount,
      coalesce(sum(l.amount_minor) FILTER (WHERE k.mark = 'paid'), 0)::text AS paid,
      coalesce(sum(l.amount_minor) FILTER (WHERE k.mark = 'failed'), 0)::text AS failed,
      coalesce(sum(l.amount_minor) FILTER (WHERE k.mark IS NULL), 0)::text AS open
    FROM payout_line l LEFT JOIN payout_mark k ON k.payout_line_id = l.id
    WHERE l.payout_run_id = u.id AND l.outcome = 'paid' GROUP BY l.currency) t) AS totals
