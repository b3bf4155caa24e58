-- @param $1:changes
-- @param $2:now
-- @param $3:actorType
-- @param $4:actorId
-- @param $5:actorLabel
-- @param $6:requestId
-- Who changed what, and when, with the event that tells of it.
WITH changed AS (
  INSERT INTO state_change (
    object_type, object_id, from_state, to_state, amount_minor, reason, occurred_at, actor_type, actor_id, actor_label,
    request_id)
  SELECT object_type, object_id, from_state, to_state, amount_minor, reason, since, $3, $4, $5, $6
  FROM jsonb_to_recordset($1::jsonb) AS c (
    object_type text, object_id uuid, from_state text, to_state text, amount_minor bigint, reason text, since timestamptz)
  RETURNING *
)
INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, data, request_id, occurred_at)
SELECT e.*, $6, $2 FROM (SELECT
-- @include referrals/referrals/_state-event
) e
