-- Broken by whatever this finds: where a payment's money went is what its history says.
SELECT p.id FROM payment p JOIN (
-- @include payments/invariants/_money-moved
) m ON m.id = p.id
WHERE (p.collected_minor, p.refunded_minor, p.disputed_minor, p.returned_minor, p.paid_out_minor)
  IS DISTINCT FROM (m.collected_minor, m.refunded_minor, m.disputed_minor, m.returned_minor, m.paid_out_minor)
