-- Broken by whatever this finds: every event is in the catalogue.
-- @param $1:types
SELECT event_id::text || ' ' || type AS id FROM outbox WHERE type <> ALL ($1::text[])
