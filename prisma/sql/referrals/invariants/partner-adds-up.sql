-- Broken by whatever this finds: a partner's commissions are what was paid and what is owed.
SELECT concat_ws('/', c.partner_id, c.currency) AS id FROM commission c
WHERE c.state <> 'rejected' GROUP BY c.partner_id, c.currency
HAVING sum(c.amount_minor) <> coalesce(sum(c.amount_minor) FILTER (WHERE c.state IN ('pending', 'approved')), 0)
  + coalesce((SELECT sum(l.amount_minor) FROM payout_line l
      LEFT JOIN payout_mark m ON m.payout_line_id = l.id
      WHERE l.partner_id = c.partner_id AND l.currency = c.currency AND l.outcome = 'paid'
        AND m.mark IS DISTINCT FROM 'failed'), 0)
