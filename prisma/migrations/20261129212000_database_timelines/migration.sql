-- Each timeline of a cluster that was written to: a new one begins when a standby is promoted. A replica that has the row of
-- the primary's timeline follows that primary, and no other.
CREATE TABLE database_timeline (
  system_identifier text NOT NULL,
  timeline integer NOT NULL,
  first_seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (system_identifier, timeline)
);
