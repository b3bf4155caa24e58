-- Which refund or charge a key began: the same key again is answered with that very one.
ALTER TABLE idempotency_record ADD COLUMN attempt_id uuid REFERENCES attempt (id);
CREATE INDEX idempotency_attempt ON idempotency_record (attempt_id) WHERE attempt_id IS NOT NULL;
