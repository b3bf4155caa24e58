-- Where a partner is paid through PayPal: the referral dialect finds partners by it.
ALTER TABLE partner ADD COLUMN paypal_email text;
