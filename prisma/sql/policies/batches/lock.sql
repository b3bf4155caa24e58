-- Not the whole row: attempts join it meanwhile.
-- @param $1:id
SELECT id FROM payment_batch WHERE id = $1 FOR NO KEY UPDATE
