-- One at a time finds or adds a customer of one e-mail address.
-- @param $1:merchantId
-- @param $2:email
SELECT pg_advisory_xact_lock(hashtextextended('customer/email/' || $1::text || '/' || email_key($2), 0))
