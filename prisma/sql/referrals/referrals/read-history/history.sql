-- @param $1:type
-- @param $2:id
SELECT to_state AS to, occurred_at AS at, actor_label AS "actorLabel", amount_minor AS "amountMinor", reason
FROM state_change WHERE object_type = $1 AND object_id = $2 ORDER BY id DESC
