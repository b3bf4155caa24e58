-- @param $1:paid
-- @param $2:now
-- @param $3:actorType
-- @param $4:actorId
-- @param $5:actorLabel
-- @param $6:requestId
WITH paid AS (
    UPDATE commission c SET state = 'paid', state_set_at = $2, payout_line_id = l.line_id
    FROM jsonb_to_recordset($1::jsonb) AS l (line_id uuid, commission_ids jsonb)
    CROSS JOIN LATERAL jsonb_array_elements_text(l.commission_ids) AS each (id)
    WHERE c.id = each.id::uuid
    RETURNING c.id, c.amount_minor
  ), changed AS (
    INSERT INTO state_change (
      object_type, object_id, from_state, to_state, amount_minor, occurred_at, actor_type, actor_id, actor_label,
      request_id)
    SELECT 'commission', id, 'approved', 'paid', amount_minor, $2, $3, $4, $5, $6 FROM paid
    RETURNING *
  )
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, data, request_id, occurred_at)
  SELECT e.*, $6, $2 FROM (SELECT
-- @include referrals/referrals/_state-event
) e
