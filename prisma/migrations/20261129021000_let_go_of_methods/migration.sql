-- What is removed here is let go of at its provider as well, and one card is kept once, by what the provider knows it by.
ALTER TABLE saved_payment_method
  ADD COLUMN fingerprint text,
  ADD COLUMN let_go_at timestamptz(3),
  ADD COLUMN let_go_tried_at timestamptz(3);
CREATE INDEX saved_payment_method_to_let_go ON saved_payment_method (removed_at)
  WHERE removed_at IS NOT NULL AND let_go_at IS NULL AND connection_id IS NOT NULL;

-- The same card kept more than once: the newest stays.
UPDATE saved_payment_method s SET removed_at = now()
WHERE s.removed_at IS NULL AND EXISTS (
  SELECT 1 FROM saved_payment_method n
  WHERE n.customer_id = s.customer_id AND n.connector = s.connector AND n.connection_id IS NOT DISTINCT FROM s.connection_id
    AND (n.brand, n.last4, n.expiry_month, n.expiry_year) = (s.brand, s.last4, s.expiry_month, s.expiry_year)
    AND n.removed_at IS NULL AND (n.created_at, n.id) > (s.created_at, s.id));
