-- @param $1:rowId
SELECT f.id, f.format, f.message_id AS "messageId", f.made_at AS "madeAt", f.actor_label AS "madeBy",
  f.text_sealed IS NOT NULL AS kept
FROM payout_file f WHERE f.payout_run_id = $1 ORDER BY f.made_at, f.id
