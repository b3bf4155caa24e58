-- Stores what a provider has told, once for each of its own ids.
-- @param $1:events
-- @param $2:connectionId
-- @param $3:source
WITH told AS (
  INSERT INTO provider_event (id, connection_id, event_id, type, source, raw, occurred_at, next_try_at)
  SELECT e.id, $2, e.event_id, e.type, $3, e.raw, e.occurred_at, clock_timestamp()
  FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, event_id text, type text, raw jsonb, occurred_at timestamptz)
  ON CONFLICT (connection_id, event_id) DO NOTHING
  RETURNING id
)
UPDATE connection SET last_event_at = clock_timestamp() WHERE id = $2 AND EXISTS (SELECT 1 FROM told)
