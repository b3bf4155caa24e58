-- @param $1:id
-- @param $2:done
UPDATE saved_payment_method SET let_go_tried_at = clock_timestamp(),
  let_go_at = CASE WHEN $2::boolean THEN clock_timestamp() END
WHERE id = $1
