-- The connections in use, for whether another may be made.
SELECT id, provider, name, account_reference AS "accountReference", merchant_id AS "merchantId"
FROM connection WHERE disconnected_at IS NULL
