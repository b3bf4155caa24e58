-- @param $1:id
-- @param $2:commissionId
-- @param $3:byMinor
-- @param $4:rule
-- @param $5:now
INSERT INTO commission (
  id, merchant_id, partner_id, partnership_id, referral_id, payment_id, kind, claws_back_id, currency,
  initial_amount_minor, amount_minor, rule, state, state_set_at, approve_at, approved_at, created_at)
SELECT $1, merchant_id, partner_id, partnership_id, referral_id, payment_id, 'clawback', id, currency, $3, $3, $4::jsonb,
  'approved', $5, $5, $5, $5
FROM commission WHERE id = $2
