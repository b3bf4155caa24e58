-- How many calls of a connection there were in each quarter of an hour of the last day, and how many were not answered. A
-- quarter is written over by the same one of the next day: a connection has at most 96 rows, and nothing is ever counted.
CREATE TABLE connection_calls (
  connection_id uuid NOT NULL REFERENCES connection (id),
  -- Which quarter of its day, from 0.
  quarter smallint NOT NULL CHECK (quarter BETWEEN 0 AND 95),
  begun_at timestamptz(3) NOT NULL,
  calls integer NOT NULL CHECK (calls >= 0),
  failures integer NOT NULL CHECK (failures BETWEEN 0 AND calls),
  PRIMARY KEY (connection_id, quarter)
);

-- Since when the provider could not be asked what has happened, and why.
ALTER TABLE connection ADD COLUMN poll_failing_since timestamptz(3), ADD COLUMN poll_failure text;
