-- E-mail addresses are compared composed and without case (lib/text/email-address.ts does the same).
CREATE FUNCTION email_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN lower(normalize(value));

CREATE UNIQUE INDEX referral_email_unique ON referral (merchant_id, email_key(email));
DROP INDEX referral_email;

-- Nobody looks a customer up by the whole address.
DROP INDEX customer_email;
