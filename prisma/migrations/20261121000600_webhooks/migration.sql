-- Readers follow the outbox in this order.
CREATE INDEX outbox_order ON outbox (xid, id);

-- Where events are sent. No merchant: those of all merchants. No event types: every type.
CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY,
  merchant_id uuid REFERENCES merchant,
  url text NOT NULL,
  description text NOT NULL DEFAULT '',
  event_types text[] NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
  paused_reason text CHECK (paused_reason IN ('operator', 'gone', 'failing')),
  paused_at timestamptz(3),
  -- Since when every attempt has failed.
  failing_since timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  CHECK ((state = 'paused') = (paused_reason IS NOT NULL)),
  CHECK ((state = 'paused') = (paused_at IS NOT NULL))
);

-- An endpoint's signing secrets, sealed. A replaced one signs along with its successor until it expires.
CREATE TABLE webhook_secret (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint,
  sealed bytea NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3)
);
CREATE INDEX webhook_secret_endpoint ON webhook_secret (endpoint_id, created_at);

-- One event for one endpoint. Its id is the message's, and stays the same however often it is sent.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint,
  outbox_id bigint NOT NULL REFERENCES outbox,
  type text NOT NULL,
  payment_id uuid,
  -- Deliveries of one endpoint with the same subject are sent one after the other.
  subject text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'exhausted')),
  attempts integer NOT NULL DEFAULT 0,
  -- Attempts since somebody last asked for it to be sent: the schedule counts these.
  round_attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  -- Begun and not known to have ended: the sender that has died leaves it behind.
  sending boolean NOT NULL DEFAULT false,
  last_outcome text,
  last_status_code integer,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  UNIQUE (endpoint_id, outbox_id),
  CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  CHECK (state = 'pending' OR NOT sending)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, outbox_id)
  WHERE state = 'pending' AND NOT sending;
CREATE INDEX webhook_delivery_sending ON webhook_delivery (id) WHERE sending;
CREATE INDEX webhook_delivery_turn ON webhook_delivery (endpoint_id, subject, outbox_id) WHERE state = 'pending';
CREATE INDEX webhook_delivery_list ON webhook_delivery (created_at DESC, id DESC);
CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_of_payment ON webhook_delivery (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX webhook_delivery_failed ON webhook_delivery (endpoint_id, created_at) WHERE state = 'exhausted';

-- What was sent and answered, each time.
CREATE TABLE webhook_attempt (
  delivery_id uuid NOT NULL REFERENCES webhook_delivery,
  number integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  duration_ms integer,
  -- Absent while it lasts.
  outcome text,
  detail text,
  address text,
  request_headers jsonb NOT NULL DEFAULT '{}',
  status_code integer,
  answer_headers jsonb NOT NULL DEFAULT '{}',
  answer_body text NOT NULL DEFAULT '',
  answer_cut boolean NOT NULL DEFAULT false,
  PRIMARY KEY (delivery_id, number)
);

-- How far events have been handed to the endpoints.
CREATE TABLE webhook_cursor (
  id smallint PRIMARY KEY CHECK (id = 1),
  xid xid8 NOT NULL,
  outbox_id bigint NOT NULL
);
INSERT INTO webhook_cursor (id, xid, outbox_id) SELECT 1, pg_snapshot_xmin(pg_current_snapshot()), 0;
