-- Broken by whatever this finds: every change of a payment has its event.
SELECT p.id FROM payment p LEFT JOIN outbox o ON o.payment_id = p.id AND o.data ? 'sequence' GROUP BY p.id
HAVING count(DISTINCT o.data ->> 'sequence') <> p.version
