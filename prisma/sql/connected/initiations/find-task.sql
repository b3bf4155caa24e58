-- What a connector has been asked for an initiation: an attempt, or the initiation that was approved for a day ahead, which
-- becomes its first attempt.
-- @param $1:id
-- @param $2:merchantId?
-- @notnull createdAt
SELECT $1::uuid AS id, coalesce(t.state, CASE WHEN i.unsent_at IS NULL THEN 'started' ELSE 'failed' END) AS state,
  t.decline_code AS "declineCode", i.unsent_reason AS "unsentReason",
  coalesce(t.started_at, i.decided_at) AS "createdAt", coalesce(t.finished_at, i.unsent_at) AS "finishedAt", k.provider,
  k.reference AS "connectorReference", p.reference, p.type
FROM payment_initiation i JOIN connector k ON k.id = i.connector_id LEFT JOIN payment p ON p.id = i.payment_id
LEFT JOIN attempt t ON t.payment_id = i.payment_id AND t.id = CASE WHEN i.id = $1
  THEN (SELECT a.id FROM attempt a WHERE a.payment_id = i.payment_id ORDER BY a.started_at, a.id LIMIT 1) ELSE $1 END
WHERE (t.id IS NOT NULL OR i.id = $1 AND i.decision = 'approved')
  AND ($2::uuid IS NULL OR i.merchant_id = $2)
  AND (i.id = $1 OR i.payment_id = (SELECT a.payment_id FROM attempt a WHERE a.id = $1))
