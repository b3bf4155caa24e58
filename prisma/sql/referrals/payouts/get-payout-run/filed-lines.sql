-- Which lines of a run are in which of its files, and where each sends them.
-- @param $1:rowId
SELECT x.payout_line_id AS "lineId", x.payout_file_id AS "fileId", b.last4
FROM payout_file f JOIN payout_file_line x ON x.payout_file_id = f.id JOIN bank_account b ON b.id = x.bank_account_id
WHERE f.payout_run_id = $1 ORDER BY f.made_at, f.id, x.payout_line_id
