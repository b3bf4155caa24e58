l.payment_id AS "paymentId", l.token, l.line_items AS "lineItems", l.success_redirect_url AS "successRedirectUrl",
l.failure_redirect_url AS "failureRedirectUrl", l.save_payment_method AS "savePaymentMethod",
l.expires_at AS "expiresAt", l.opened_at AS "openedAt", l.attempts, l.locked_until AS "lockedUntil"
