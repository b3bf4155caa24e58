-- Broken by whatever this finds: a payout line is the sum of the commissions it pays, or gave back when its payment failed.
SELECT l.id::text FROM payout_line l LEFT JOIN payout_mark m ON m.payout_line_id = l.id
LEFT JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0) AS amount, count(*) AS n,
  bool_and(c.partner_id = l.partner_id AND c.currency = l.currency AND c.state = 'paid') AS own
  FROM commission c WHERE c.payout_line_id = l.id) c ON true
LEFT JOIN LATERAL (SELECT coalesce(sum(b.amount_minor), 0) AS amount, count(*) AS n
  FROM payout_return b WHERE b.payout_line_id = l.id) b ON true
WHERE CASE
  WHEN l.outcome <> 'paid' THEN c.n > 0 OR b.n > 0 OR m.mark IS NOT NULL
  WHEN m.mark = 'failed' THEN c.n > 0 OR b.amount <> l.amount_minor OR b.n <> l.commissions
  ELSE b.n > 0 OR c.amount <> l.amount_minor OR c.n <> l.commissions OR NOT c.own END
