-- How often a provider has answered, or failed to, about an attempt, and when last: for whoever has to look where its
-- outcome stays unknown.
ALTER TABLE attempt ADD COLUMN asks integer NOT NULL DEFAULT 0, ADD COLUMN last_asked_at timestamptz(3);
