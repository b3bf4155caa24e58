-- What /api/health writes to see that a payment could be recorded: one row, over and over.
CREATE TABLE health_probe (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);
INSERT INTO health_probe DEFAULT VALUES;
