-- Broken by whatever this finds: every change of a payment has its audit row.
SELECT p.id FROM payment p
WHERE (SELECT count(*) FROM audit_entry e WHERE e.object_type = 'payment' AND e.object_id = p.id::text) < p.version
