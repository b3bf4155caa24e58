-- So that none is marked while a file with it is made; its marks are read after this.
-- @param $1:runId
SELECT l.id FROM payout_line l WHERE l.payout_run_id = $1 ORDER BY l.id FOR UPDATE
