-- What sending asks for has a predicate of its own, which says the same as the state (a check of the table holds them to one
-- another): so the claim's two questions can be answered by these two indexes and by none of those made for the console.
-- While statistics are old, as when a thousand events have just been handed over, PostgreSQL takes every partial index for
-- as cheap as any other, and read all that waits for each that it claimed.
DROP INDEX webhook_delivery_due;
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, outbox_id)
  WHERE next_attempt_at IS NOT NULL AND NOT sending;
DROP INDEX webhook_delivery_turn;
CREATE INDEX webhook_delivery_turn ON webhook_delivery (endpoint_id, subject, outbox_id)
  WHERE next_attempt_at IS NOT NULL;
