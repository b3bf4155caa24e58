-- The next deliveries that were made before a time, with the answers of those that are over. Whoever has it at the same
-- moment waits, and goes on from there.
-- @param $1:before
-- @param $2:deliveriesMax
WITH place AS MATERIALIZED (
  SELECT delivery_created_at, delivery_id FROM webhook_answers_forgotten WHERE id = 1 FOR UPDATE
), next AS MATERIALIZED (
  SELECT d.id, d.created_at, d.state FROM place p JOIN webhook_delivery d
    ON (d.created_at, d.id) > (p.delivery_created_at, p.delivery_id)
  WHERE d.created_at < $1
  ORDER BY d.created_at, d.id LIMIT $2
), forgotten AS (
  UPDATE webhook_attempt a SET answer_headers = '{}', answer_body = '', answer_cut = false, answer_forgotten = true
  FROM next WHERE a.delivery_id = next.id AND next.state <> 'pending' AND a.status_code IS NOT NULL
), moved AS (
  UPDATE webhook_answers_forgotten w SET delivery_created_at = l.created_at, delivery_id = l.id
  FROM (SELECT created_at, id FROM next ORDER BY created_at DESC, id DESC LIMIT 1) l WHERE w.id = 1
)
SELECT count(*)::int AS deliveries FROM next
