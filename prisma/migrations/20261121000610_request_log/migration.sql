-- What was asked at the doors, without secrets. The id is the request's own, whose first bits are its time: the order of
-- ids is the order of requests, so that the primary key serves the list, a range of time, and what is too old.
-- Rows are written in batches apart from what they tell of, so that nothing here may refer to it.
CREATE TABLE request_log (
  id uuid PRIMARY KEY,
  occurred_at timestamptz(3) NOT NULL,
  door text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  query text NOT NULL,
  route text,
  status smallint NOT NULL,
  duration_ms real NOT NULL,
  key_id uuid,
  key_label text,
  merchant_id uuid,
  address text,
  user_agent text,
  idempotency_key text,
  request_body text,
  request_characters integer NOT NULL,
  answer_body text,
  answer_characters integer NOT NULL
);
CREATE INDEX request_log_of_key ON request_log (key_id, id) WHERE key_id IS NOT NULL;
CREATE INDEX request_log_of_idempotency_key ON request_log (idempotency_key, id) WHERE idempotency_key IS NOT NULL;
CREATE INDEX request_log_refused ON request_log (id) WHERE status >= 400;

-- The payments a request wrote or asked for by id.
CREATE TABLE request_payment (
  payment_id uuid NOT NULL,
  request_id uuid NOT NULL,
  PRIMARY KEY (payment_id, request_id)
);
CREATE INDEX request_payment_of_request ON request_payment (request_id);

-- What a request made is looked up by its id.
CREATE INDEX outbox_of_request ON outbox (request_id);
CREATE INDEX audit_entry_of_request ON audit_entry (request_id);

-- How many points the last lease took: processes take them in blocks.
ALTER TABLE rate_limit ADD COLUMN leased integer NOT NULL DEFAULT 0;
