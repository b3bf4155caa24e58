-- What a client of the policy door keeps of an agreement that the payer's own bank asks the payer for.
CREATE TABLE debicheck_mandate (
  mandate_id uuid PRIMARY KEY REFERENCES mandate (id),
  provider_type text NOT NULL CHECK (provider_type IN ('nedbank', 'external')),
  authentication_type text NOT NULL CHECK (authentication_type IN ('REAL TIME', 'BATCH', 'PREAUTH')),
  -- Of one that is in force, or has ended without a word of the bank's, the agreement's own state is what holds.
  status text NOT NULL DEFAULT 'pending' CHECK (status IN (
    'pending', 'submitted', 'processing', 'active', 'rejected', 'suspended', 'cancelled', 'no_response')),
  request_identifier text CHECK (length(request_identifier) <= 255),
  mandate_reference text CHECK (length(mandate_reference) <= 255),
  external_reference text CHECK (length(external_reference) <= 255),
  failure_reasons text[] NOT NULL DEFAULT '{}',
  failure_codes text[] NOT NULL DEFAULT '{}',
  start_date timestamptz(3),
  submitted_at timestamptz(3),
  authorized_at timestamptz(3),
  rejected_at timestamptz(3),
  cancelled_at timestamptz(3),
  updated_at timestamptz(3) NOT NULL
);
