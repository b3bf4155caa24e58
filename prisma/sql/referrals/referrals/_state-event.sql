-- The event of a state change, such as commission.approved: over `changed`, rows of state_change; the columns of outbox but
-- for its time and request.
gen_random_uuid(), CASE
    WHEN s.object_type = 'commission' AND s.from_state IS NULL AND c.kind = 'clawback' THEN 'commission.clawed_back'
    ELSE s.object_type || '.' || CASE
      WHEN s.from_state IS NULL THEN 'created'
      WHEN s.from_state = s.to_state OR s.object_type = 'commission' AND s.from_state = 'rejected' THEN 'adjusted'
      ELSE s.to_state END
  END,
  coalesce(c.merchant_id, r.merchant_id, q.merchant_id), c.payment_id, s.object_id::text,
  jsonb_build_object('previousState', s.from_state, 'state', s.to_state, 'reason', s.reason) || CASE
    WHEN c.id IS NULL THEN '{}'
    ELSE jsonb_build_object('kind', c.kind, 'amountMinor', s.amount_minor::text, 'currency', c.currency,
      'paymentId', c.payment_id, 'partnerId', c.partner_id, 'referralId', c.referral_id)
  END
FROM changed s
LEFT JOIN commission c ON s.object_type = 'commission' AND c.id = s.object_id
LEFT JOIN referral r ON s.object_type = 'referral' AND r.id = s.object_id
LEFT JOIN partnership q ON s.object_type = 'partnership' AND q.id = s.object_id
