-- What this database is to the deployment, in one row. While it is held nothing is asked of a provider and nobody is told of
-- anything: it holds what another deployment may be doing at this moment. A restore makes this table before the backup's own
-- migrations would, so it may be there already.
CREATE TABLE IF NOT EXISTS deployment (
  id integer PRIMARY KEY CHECK (id = 1),
  held_at timestamptz(3),
  held_because text CHECK (held_because IN ('restored', 'copied')),
  -- When the backup was made that it was restored from.
  data_as_of timestamptz(3),
  -- Which files the built-in PostgreSQL keeps it in: a copy has others.
  directory_mark text,
  CHECK ((held_at IS NULL) = (held_because IS NULL))
);
INSERT INTO deployment (id) VALUES (1) ON CONFLICT DO NOTHING;
