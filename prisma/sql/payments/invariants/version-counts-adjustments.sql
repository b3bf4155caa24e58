-- Broken by whatever this finds: a payment's version is the number of its adjustments, counted without a gap.
SELECT p.id FROM payment p LEFT JOIN adjustment a ON a.payment_id = p.id GROUP BY p.id
HAVING p.version IS DISTINCT FROM max(a.sequence) OR count(a.sequence) <> p.version
