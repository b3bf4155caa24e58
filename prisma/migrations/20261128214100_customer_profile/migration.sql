-- What the checkout dialect knows of a customer besides a name and an address: whom they are with every merchant
-- (the consumer), where they live, how they are taxed and what they want to hear. Who is deleted stays for their
-- payments' sake and is found no more.
ALTER TABLE customer
  ADD COLUMN consumer_id uuid,
  ADD COLUMN address jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN tax_id text,
  ADD COLUMN tax_rates jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN notification_settings jsonb,
  ADD COLUMN updated_at timestamptz(3),
  ADD COLUMN deleted_at timestamptz(3);
UPDATE customer SET consumer_id = id, updated_at = created_at;
ALTER TABLE customer ALTER COLUMN consumer_id SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL;
CREATE UNIQUE INDEX customer_consumer ON customer (merchant_id, consumer_id) WHERE deleted_at IS NULL;
