idempotency_key AS "attemptId", operation, provider_reference AS "providerReference",
parent_reference AS "parentReference", amount_minor AS "amountMinor", currency, scenario, state,
decline_code AS "declineCode", created_at AS "createdAt", updated_at AS "updatedAt"
