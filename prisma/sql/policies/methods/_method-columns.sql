m.id, m.merchant_id AS "merchantId", m.policyholder_id AS "policyholderId", m.type, m.details,
m.account_number_sealed AS "accountNumberSealed", m.last4, m.banv_status AS "banvStatus",
m.blocked_reason AS "blockedReason", m.banv_response AS "banvResponse",
m.consecutive_failures AS "consecutiveFailures", m.dismissed_at AS "dismissedAt", m.created_at AS "createdAt",
m.updated_at AS "updatedAt"
