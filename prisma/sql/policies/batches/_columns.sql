b.id, b.merchant_id AS "merchantId", b.connection_id AS "connectionId", b.collection_type AS "collectionType",
b.method_type AS "methodType", b.currency, b.action_date AS "actionDate", b.status, b.failure_reason AS "failureReason",
b.submitted_at AS "submittedAt", b.updated_at AS "updatedAt", b.updated_by_type AS "updatedByType",
b.updated_by_id AS "updatedById", s.payments, s.known, s.total_minor AS "totalMinor"
