-- A key of a partner's own: of their merchant, and without scopes, because what it may do is fixed.
ALTER TABLE api_key
  ADD COLUMN partner_id uuid REFERENCES partner (id),
  ADD CONSTRAINT api_key_of_partner CHECK (partner_id IS NULL OR (merchant_id IS NOT NULL AND scopes = '{}'));
