y.payment_id AS id, y.merchant_id AS "merchantId", y.policy_id AS "policyId",
y.payment_method_id AS "paymentMethodId", y.amount_minor AS "amountMinor", p.currency, p.description,
y.payment_type AS "paymentType", y.premium_type AS "premiumType", y.collection_type AS "collectionType",
y.action_date AS "scheduledFor", y.schedule_version AS version, y.retry_of AS "retryOf",
y.retry_number AS "retryNumber", p.status, y.created_at AS "createdAt"
