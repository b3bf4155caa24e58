-- Read after the lines are locked, so that a twin's marks are seen.
-- @param $1:lineIds
SELECT payout_line_id AS "lineId", mark FROM payout_mark WHERE payout_line_id = ANY ($1::uuid[]) ORDER BY payout_line_id
