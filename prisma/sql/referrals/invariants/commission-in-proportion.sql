-- Broken by whatever this finds: what is left of a commission is in proportion to what is left of its payment; once it was
-- paid out, what a lost dispute took may be taken off too.
SELECT p.id::text FROM payment p JOIN commission c ON c.payment_id = p.id AND c.kind = 'commission'
LEFT JOIN LATERAL (SELECT coalesce(sum(b.amount_minor), 0) AS sum FROM commission b WHERE b.claws_back_id = c.id) b ON true
WHERE c.state <> 'rejected'
  AND 2 * abs((c.amount_minor + b.sum) * p.opening_amount_minor - c.initial_amount_minor::numeric * p.amount_minor)
    > p.opening_amount_minor
  AND (p.disputed_minor = 0 OR 2 * abs((c.amount_minor + b.sum) * p.opening_amount_minor
    - c.initial_amount_minor::numeric * greatest(p.amount_minor - p.disputed_minor, 0)) > p.opening_amount_minor)
