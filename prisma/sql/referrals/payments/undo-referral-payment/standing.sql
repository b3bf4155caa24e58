-- What a referral has besides a payment that was just undone. Its own statement: it sees what the lock has waited for.
-- `stateBefore` is what the referral was before this payment, where nothing has changed its state since.
-- @param $1:referralId
-- @param $2:paymentId
SELECT a.recorded_at AS "recordedAt",
  (SELECT min(x.paid_at) FROM referral_payment x JOIN payment p ON p.id = x.payment_id
    WHERE x.referral_id = $1 AND p.status <> 'cancelled') AS "firstPaidAt",
  EXISTS (SELECT FROM referral_payment x JOIN payment p ON p.id = x.payment_id
    WHERE x.referral_id = $1 AND p.status <> 'cancelled' AND x.payment_id > $2) AS "paidSince",
  (SELECT CASE WHEN c.request_id = a.request_id AND c.occurred_at = a.recorded_at THEN c.from_state END
    FROM state_change c WHERE c.object_type = 'referral' AND c.object_id = $1
    ORDER BY c.id DESC LIMIT 1) AS "stateBefore"
FROM adjustment a WHERE a.payment_id = $2 AND a.sequence = 1
