-- People and companies that bank details belong to, as connectors are told of them.
CREATE TABLE payment_service_user (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text NOT NULL,
  contact_details jsonb,
  address jsonb,
  metadata jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX payment_service_user_created ON payment_service_user (created_at DESC, id DESC);

CREATE TABLE payment_service_user_bank_account (
  user_id uuid NOT NULL REFERENCES payment_service_user (id) ON DELETE CASCADE,
  bank_account_id uuid NOT NULL REFERENCES connected_bank_account (id),
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, bank_account_id)
);

-- The connectors that were told of a user.
CREATE TABLE payment_service_user_connector (
  user_id uuid NOT NULL REFERENCES payment_service_user (id) ON DELETE CASCADE,
  connector_id uuid NOT NULL REFERENCES connector (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, connector_id)
);
CREATE INDEX payment_service_user_connector_of ON payment_service_user_connector (connector_id);
