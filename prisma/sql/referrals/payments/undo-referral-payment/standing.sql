-- What a referral has besides a payment that was just undone. Its own statement: it sees what the lock has waited for.
-- `stateBefore` is what the referral was before this payment, and `stateSince` from when on, where nothing has changed its
-- state since.
-- @param $1:referralId
-- @param $2:paymentId
SELECT a.recorded_at AS "recordedAt",
  (SELECT min(x.paid_at) FROM referral_payment x JOIN payment p ON p.id = x.payment_id
    WHERE x.referral_id = $1 AND p.status <> 'cancelled') AS "firstPaidAt",
  EXISTS (SELECT FROM referral_payment x JOIN payment p ON p.id = x.payment_id
    WHERE x.referral_id = $1 AND p.status <> 'cancelled' AND x.payment_id > $2
      AND x.paid_at >= coalesce(step.since, '-infinity')) AS "paidSince",
  step.from_state AS "stateBefore", step.since AS "stateSince"
FROM adjustment a
JOIN referral_payment made ON made.payment_id = a.payment_id
LEFT JOIN LATERAL (
  SELECT c.from_state, (SELECT b.occurred_at FROM state_change b WHERE b.object_type = 'referral' AND b.object_id = $1
    AND b.id < c.id ORDER BY b.id DESC LIMIT 1) AS since
  FROM (SELECT * FROM state_change WHERE object_type = 'referral' AND object_id = $1 ORDER BY id DESC LIMIT 1) c
  WHERE c.request_id = a.request_id AND c.to_state = 'paid' AND c.occurred_at BETWEEN made.paid_at AND a.recorded_at
) step ON true
WHERE a.payment_id = $2 AND a.sequence = 1
