k.id, k.provider, k.reference, k.name, k.built_in AS "builtIn", k.enabled, k.merchant_id AS "merchantId",
k.created_at AS "createdAt"
