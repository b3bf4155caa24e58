-- One at a time gives a customer an external id.
-- @param $1:merchantId
-- @param $2:externalId
SELECT pg_advisory_xact_lock(hashtextextended('customer/external id/' || $1::text || '/' || $2::text, 0))
