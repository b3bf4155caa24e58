-- Links that may still be paid, or are being paid.
-- @param $1:customerId
-- @param $2:now
SELECT count(*) AS open FROM payment p LEFT JOIN checkout_link l ON l.payment_id = p.id
WHERE p.customer_id = $1
  AND (p.stage = 'processing' OR p.stage = 'pending' AND (l.expires_at IS NULL OR l.expires_at > $2))
