-- Test clocks of merchants: all of one merchant's that are not deleted show the same time. Empty where money is real.
CREATE TABLE merchant_test_clock (
  id text PRIMARY KEY,
  merchant_id uuid NOT NULL REFERENCES merchant (id),
  name text,
  description text,
  offset_ms bigint NOT NULL CHECK (offset_ms >= 0),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3)
);
CREATE INDEX merchant_test_clock_merchant ON merchant_test_clock (merchant_id, created_at DESC, id DESC);

-- What a clock was told, so that it is told it once.
CREATE TABLE merchant_test_clock_step (
  clock_id text NOT NULL REFERENCES merchant_test_clock (id),
  key text NOT NULL,
  offset_ms bigint NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (clock_id, key)
);
