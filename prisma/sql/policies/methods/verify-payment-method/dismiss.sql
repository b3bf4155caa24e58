-- @param $1:id
-- @param $2:now
UPDATE policy_payment_method m SET dismissed_at = $2, updated_at = $2 WHERE m.id = $1 RETURNING
-- @include policies/methods/_method-columns
