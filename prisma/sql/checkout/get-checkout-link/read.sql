-- @param $1:id
SELECT
-- @include payments/_payment-columns
, l.token, l.line_items AS "lineItems", l.success_redirect_url AS "successRedirectUrl",
    l.failure_redirect_url AS "failureRedirectUrl", l.save_payment_method AS "savePaymentMethod",
    l.expires_at AS "expiresAt", l.locked_until AS "lockedUntil", m.name AS "merchantName",
    m.logo_color AS "logoColor", c.name AS "customerName", c.email AS "customerEmail",
    c.deleted_at AS "customerDeletedAt"
  FROM payment p
  JOIN checkout_link l ON l.payment_id = p.id
  JOIN merchant m ON m.id = p.merchant_id
  LEFT JOIN customer c ON c.id = p.customer_id
  WHERE p.id = $1
