/** What must hold of partners' money at every moment between two transactions; each query finds what breaks it. */
export const REFERRAL_INVARIANTS: Record<string, string> = {
  "a state is the newest of its changes": `
    SELECT o.id::text FROM (
      SELECT 'partnership' AS type, id, state FROM partnership
      UNION ALL SELECT 'referral', id, state FROM referral
      UNION ALL SELECT 'commission', id, state FROM commission) o
    WHERE o.state IS DISTINCT FROM (SELECT to_state FROM state_change c
      WHERE c.object_type = o.type AND c.object_id = o.id ORDER BY c.id DESC LIMIT 1)`,
  "a commission is worth what its newest change says": `
    SELECT o.id::text FROM commission o
    WHERE o.amount_minor IS DISTINCT FROM (SELECT amount_minor FROM state_change c
      WHERE c.object_type = 'commission' AND c.object_id = o.id ORDER BY c.id DESC LIMIT 1)`,
  "a change follows the one before it": `
    SELECT id::text FROM (SELECT id, from_state, lag(to_state) OVER (PARTITION BY object_type, object_id ORDER BY id) AS before
      FROM state_change) c
    WHERE from_state IS DISTINCT FROM before`,
  "a referral payment has its referral": `
    SELECT p.id::text FROM payment p
    WHERE p.kind = 'referral' AND NOT EXISTS (SELECT 1 FROM referral_payment x WHERE x.payment_id = p.id)`,
  "a referral has paid if and only if it has a payment": `
    SELECT r.id::text FROM referral r
    WHERE r.first_paid_at IS DISTINCT FROM (SELECT min(paid_at) FROM referral_payment x WHERE x.referral_id = r.id)`,
  "what is left of a commission is in proportion to what is left of its payment": `
    SELECT p.id::text FROM payment p JOIN commission c ON c.payment_id = p.id AND c.kind = 'commission'
    LEFT JOIN LATERAL (SELECT coalesce(sum(b.amount_minor), 0) AS sum FROM commission b WHERE b.claws_back_id = c.id) b ON true
    WHERE c.state <> 'rejected'
      AND 2 * abs((c.amount_minor + b.sum) * p.opening_amount_minor - c.initial_amount_minor::numeric * p.amount_minor)
        > p.opening_amount_minor`,
  "nothing is owed for a payment that was refunded": `
    SELECT p.id::text FROM payment p JOIN commission c ON c.payment_id = p.id AND c.state <> 'rejected'
    WHERE p.amount_minor = 0 GROUP BY p.id HAVING sum(c.amount_minor) <> 0`,
  "a payout line is the sum of the commissions it paid": `
    SELECT l.id::text FROM payout_line l
    LEFT JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0) AS amount, count(*) AS n,
      bool_and(c.partner_id = l.partner_id AND c.currency = l.currency AND c.state = 'paid') AS own
      FROM commission c WHERE c.payout_line_id = l.id) c ON true
    WHERE CASE l.outcome WHEN 'paid' THEN c.amount <> l.amount_minor OR c.n <> l.commissions OR NOT c.own ELSE c.n > 0 END`,
  "a partner's commissions are what was paid and what is owed": `
    SELECT concat_ws('/', c.partner_id, c.currency) AS id FROM commission c
    WHERE c.state <> 'rejected' GROUP BY c.partner_id, c.currency
    HAVING sum(c.amount_minor) <> coalesce(sum(c.amount_minor) FILTER (WHERE c.state IN ('pending', 'approved')), 0)
      + coalesce((SELECT sum(l.amount_minor) FROM payout_line l
          WHERE l.partner_id = c.partner_id AND l.currency = c.currency AND l.outcome = 'paid'), 0)`,
};
