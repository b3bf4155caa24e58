-- Broken by whatever this finds: a payout line is the sum of the commissions it paid.
SELECT l.id::text FROM payout_line l
LEFT JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0) AS amount, count(*) AS n,
  bool_and(c.partner_id = l.partner_id AND c.currency = l.currency AND c.state = 'paid') AS own
  FROM commission c WHERE c.payout_line_id = l.id) c ON true
WHERE CASE l.outcome WHEN 'paid' THEN c.amount <> l.amount_minor OR c.n <> l.commissions OR NOT c.own ELSE c.n > 0 END
