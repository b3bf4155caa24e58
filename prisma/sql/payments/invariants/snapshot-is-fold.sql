-- Broken by whatever this finds: a payment's snapshot is the fold of its adjustments.
SELECT p.id FROM payment p JOIN (
-- @include payments/invariants/_folded
) f ON f.id = p.id
WHERE (p.status, p.last_status, p.amount_minor, p.initial_amount_minor, p.in_dispute, p.respond_by)
  IS DISTINCT FROM (f.status, f.last_status, f.amount_minor, f.initial_amount_minor,
    f.disputed OR f.status = 'dispute', f.respond_by)
