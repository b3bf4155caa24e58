-- A method's agreement in force, the one that waits for the payer, and else the one that ended last.
-- @param $1:paymentMethodId
SELECT
-- @include policies/mandates/_mandate-columns
FROM mandate m WHERE m.payment_method_id = $1
ORDER BY m.state = 'ended', m.state = 'waiting', m.updated_at DESC, m.id DESC LIMIT 3
