-- @param $1:fileId
SELECT f.payout_run_id AS "runId", f.format, f.message_id AS "messageId", f.name, f.text_sealed AS "textSealed",
  (SELECT count(*)::int FROM payout_file_line x WHERE x.payout_file_id = f.id) AS payments
FROM payout_file f WHERE f.id = $1
