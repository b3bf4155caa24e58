-- Only a payment that was made is vouched for.
-- @param $1:paymentId
-- @notnull url
SELECT l.success_redirect_url AS url, p.merchant_reference AS reference, p.merchant_id AS "merchantId"
FROM payment p JOIN checkout_link l ON l.payment_id = p.id
WHERE p.id = $1 AND p.stage = 'completed' AND l.success_redirect_url IS NOT NULL
