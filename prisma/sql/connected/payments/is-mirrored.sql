-- Whether a payment is what a provider has, and was not charged through us.
-- @param $1:paymentId
SELECT reference FROM mirrored_payment WHERE payment_id = $1 AND NOT ours LIMIT 1
