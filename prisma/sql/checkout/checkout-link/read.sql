-- @param $1:paymentId
SELECT
-- @include checkout/_link-columns
FROM checkout_link l WHERE l.payment_id = $1
