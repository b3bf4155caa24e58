-- The link of a checkout payment.
-- @param $1:paymentId
SELECT token, expires_at AS "expiresAt", line_items AS "lineItems", success_redirect_url AS "successRedirectUrl",
  failure_redirect_url AS "failureRedirectUrl", save_payment_method AS "savePaymentMethod",
  locked_until AS "lockedUntil"
FROM checkout_link WHERE payment_id = $1
