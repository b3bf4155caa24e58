m.id, m.merchant_id AS "merchantId", m.policy_id AS "policyId", m.payment_method_id AS "paymentMethodId",
m.connection_id AS "connectionId", m.state, m.link_token AS "linkToken", m.expires_at AS "expiresAt",
m.provider_reference AS "providerReference", m.charge_token AS "chargeToken", m.brand, m.last4,
m.ended_reason AS "endedReason", m.created_at AS "createdAt", m.updated_at AS "updatedAt",
m.unanswered_since AS "unansweredSince", m.asks, m.last_asked_at AS "lastAskedAt", m.last_heard AS "lastHeard"
