SELECT x.* FROM (
  SELECT t.id, t.operation, t.state, t.decline_code AS "declineCode", t.started_at AS "createdAt",
    t.finished_at AS "finishedAt", i.reference, t.actor_type = 'job' AND t.actor_id = 'payment-initiations' AS "byJob"
  FROM payment_initiation i JOIN attempt t ON t.payment_id = i.payment_id
  WHERE i.connector_id = $1 AND ($2::uuid IS NULL OR i.merchant_id = $2)
  UNION ALL
  SELECT i.id, 'payout', 'waiting', NULL, i.decided_at, NULL, i.reference, false
  FROM payment_initiation i
  WHERE i.connector_id = $1 AND ($2::uuid IS NULL OR i.merchant_id = $2)
    AND i.decision = 'approved' AND i.payment_id IS NULL AND i.deleted_at IS NULL
) x
