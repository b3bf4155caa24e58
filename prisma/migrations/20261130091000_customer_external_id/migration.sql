-- Whose an external id is, is looked up before it is given. Not unique: customers from before may share one.
CREATE INDEX customer_external_id ON customer (merchant_id, external_id)
  WHERE external_id IS NOT NULL AND deleted_at IS NULL;
