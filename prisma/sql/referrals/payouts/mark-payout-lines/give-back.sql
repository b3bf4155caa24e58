-- The commissions of failed lines are due again, each with what it is worth and the event that tells of it.
-- @param $1:lineIds
-- @param $2:reason
-- @param $3:now
-- @param $4:actorType
-- @param $5:actorId
-- @param $6:actorLabel
-- @param $7:requestId
WITH held AS (
    SELECT id, payout_line_id FROM commission WHERE payout_line_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE
  ), given AS (
    UPDATE commission c SET state = 'approved', state_set_at = $3, payout_line_id = NULL FROM held h WHERE c.id = h.id
    RETURNING c.id, h.payout_line_id, c.amount_minor
  ), returned AS (
    INSERT INTO payout_return (payout_line_id, commission_id, amount_minor)
    SELECT payout_line_id, id, amount_minor FROM given
  ), changed AS (
    INSERT INTO state_change (
      object_type, object_id, from_state, to_state, amount_minor, reason, occurred_at, actor_type, actor_id, actor_label,
      request_id)
    SELECT 'commission', id, 'paid', 'approved', amount_minor, $2, $3, $4, $5, $6, $7 FROM given
    RETURNING *
  )
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, data, request_id, occurred_at)
  SELECT e.*, $7, $3 FROM (SELECT
-- @include referrals/referrals/_state-event
) e
