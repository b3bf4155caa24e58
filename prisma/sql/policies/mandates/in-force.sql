-- @param $1:paymentMethodId
SELECT
-- @include policies/mandates/_mandate-columns
FROM mandate m WHERE m.payment_method_id = $1 AND m.state IN ('submitted', 'active')
