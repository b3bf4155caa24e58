-- A payer's agreement that premiums are collected from a payment method through a connection: asked for by a link, given
-- on the provider's own page.
CREATE TABLE mandate (
  id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  -- The policy it was asked for; it holds for all that is collected from the method.
  policy_id uuid NOT NULL REFERENCES policy (id),
  payment_method_id uuid NOT NULL REFERENCES policy_payment_method (id),
  connection_id uuid NOT NULL REFERENCES connection (id),
  -- `submitted`: the bank has yet to say yes.
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'submitted', 'active', 'ended')),
  -- Opens the payer's page.
  link_token text NOT NULL UNIQUE CHECK (length(link_token) BETWEEN 1 AND 100),
  expires_at timestamptz(3) NOT NULL,
  -- What the provider calls it, or its page.
  provider_reference text CHECK (length(provider_reference) <= 255),
  -- What charges by it, as the provider names that.
  charge_token text CHECK (length(charge_token) <= 255),
  -- What the payer agreed with, where the provider says.
  brand text,
  last4 text,
  -- Why nothing can be collected by it any more, for a person.
  ended_reason text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK ((state = 'ended') = (ended_reason IS NOT NULL)),
  CHECK (state NOT IN ('submitted', 'active') OR charge_token IS NOT NULL)
);
CREATE UNIQUE INDEX mandate_waiting ON mandate (payment_method_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX mandate_in_force ON mandate (payment_method_id) WHERE state IN ('submitted', 'active');
CREATE INDEX mandate_provider_reference ON mandate (connection_id, provider_reference);
