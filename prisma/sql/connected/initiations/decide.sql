-- @param $1:id
-- @param $2:decision
-- @param $3:now
UPDATE payment_initiation SET decision = $2, decided_at = $3 WHERE id = $1 AND decision IS NULL
