-- Whether a commission `c` of a payment `p` is held: while its payment is in dispute and, where it was lost, until somebody has
-- decided. What was paid out once loses with its payment by itself. What was clawed back or given back goes with its commission.
(CASE c.kind
  WHEN 'commission' THEN p.status = 'dispute'
    OR p.status = 'dispute_lost' AND NOT EXISTS (SELECT FROM commission b WHERE b.claws_back_id = c.id)
  ELSE p.status = 'dispute' AND (c.amount_minor > 0
    OR EXISTS (SELECT FROM commission m WHERE m.id = c.claws_back_id AND m.state <> 'paid')) END)
