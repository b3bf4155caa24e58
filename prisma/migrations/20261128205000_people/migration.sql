-- Everybody who pays or is paid is found by their e-mail address, and their payments by who they are. Referrals have
-- theirs already.
CREATE INDEX payment_customer ON payment (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX customer_email ON customer (merchant_id, email_key(email));
CREATE INDEX policyholder_email ON policyholder (merchant_id, email_key(email));
