-- A digest of what a key or an id came with: the same again with something else in it is told apart from a repeat.
ALTER TABLE idempotency_record ADD COLUMN sent bytea;
ALTER TABLE payment_import ADD COLUMN sent bytea;
ALTER TABLE payout_run ADD COLUMN sent bytea;
