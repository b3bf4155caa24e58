-- What is read of an account at a provider, whoever did it there, to be shown as connected payments: how far, and how it is doing.
CREATE TABLE account_mirror (
  -- The account's payments are this connector's, also after it was connected anew.
  connector_id uuid PRIMARY KEY REFERENCES connector (id),
  -- Through which it is read.
  connection_id uuid NOT NULL UNIQUE REFERENCES connection (id),
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  -- What was made before is read only where it was touched since.
  from_at timestamptz(3) NOT NULL,
  -- Where the next page begins, in the connector's own terms; null at the start.
  cursor text,
  paused_at timestamptz(3),
  -- Something may have been told that nobody noted, so that all is read once more after this round.
  begins_again boolean NOT NULL DEFAULT false,
  -- Everything had been read then.
  caught_up_at timestamptz(3),
  -- When the last thing that was read was made.
  reached_at timestamptz(3),
  last_page_at timestamptz(3),
  next_page_at timestamptz(3) NOT NULL,
  -- Pages in a row that were not read, and why the last one was not.
  failures integer NOT NULL DEFAULT 0,
  fault text,
  created_at timestamptz(3) NOT NULL
);

-- Which payment something at a provider is: one of the mirror's connector, or one that was charged through us.
CREATE TABLE mirrored_payment (
  connector_id uuid NOT NULL REFERENCES connector (id),
  -- The provider's own name of it.
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 255),
  payment_id uuid NOT NULL REFERENCES payment (id),
  ours boolean NOT NULL,
  -- What of it arrived on the account's balance, with fees; replaced whenever it is read.
  balance jsonb NOT NULL DEFAULT '[]',
  read_at timestamptz(3) NOT NULL,
  PRIMARY KEY (connector_id, reference)
);
CREATE INDEX mirrored_payment_payment ON mirrored_payment (payment_id);

-- What was read and could not be applied is kept with what was told.
ALTER TABLE provider_event DROP CONSTRAINT provider_event_source_check;
ALTER TABLE provider_event ADD CONSTRAINT provider_event_source_check CHECK (source IN ('message', 'poll', 'mirror'));
