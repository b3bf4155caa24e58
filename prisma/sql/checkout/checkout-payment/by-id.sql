-- @param $1:id
SELECT
-- @include checkout/_checkout-columns
FROM payment p JOIN checkout_link l ON l.payment_id = p.id WHERE p.id = $1
