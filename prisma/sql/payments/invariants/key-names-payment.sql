-- Broken by whatever this finds: an idempotency key names a payment that exists.
SELECT i.key AS id FROM idempotency_record i
WHERE i.payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = i.payment_id)
