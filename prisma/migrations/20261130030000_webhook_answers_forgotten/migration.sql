-- What a receiver answered may be 64 KiB a message, and is looked at in the days after. How far it has been forgotten is one
-- row: deliveries are gone through once, in the order they were made.
ALTER TABLE webhook_attempt ADD COLUMN answer_forgotten boolean NOT NULL DEFAULT false;

CREATE TABLE webhook_answers_forgotten (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  delivery_created_at timestamptz(3) NOT NULL,
  delivery_id uuid NOT NULL
);
INSERT INTO webhook_answers_forgotten (delivery_created_at, delivery_id)
VALUES ('2000-01-01 00:00:00Z', '00000000-0000-0000-0000-000000000000');
