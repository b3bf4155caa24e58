SELECT c.id, c.partner_id AS "partnerId", n.name AS "partnerName", c.currency, c.amount_minor AS "amountMinor",
  s.minimum_payout_minor AS "minimumMinor",
  (SELECT count(*)::int FROM payout_return b WHERE b.commission_id = c.id) AS returns,
  EXISTS (SELECT 1 FROM bank_account k WHERE k.owner_id = c.partner_id) AS "hasBankAccount"
FROM commission c JOIN partner n ON n.id = c.partner_id JOIN partnership s ON s.id = c.partnership_id
  JOIN payment p ON p.id = c.payment_id
WHERE c.merchant_id = $1 AND c.state = 'approved'
  AND c.partner_id = $5 -- @if partnerId
  -- What was clawed back is netted whichever day it is of, beside its commission where that has not been paid out.
  AND (c.kind = 'commission' AND c.approved_at >= $2 AND c.approved_at < $3 OR c.kind = 'clawback' AND NOT EXISTS (
    SELECT FROM commission m WHERE m.id = c.claws_back_id AND m.state = 'approved'
      AND NOT (m.approved_at >= $2 AND m.approved_at < $3)))
  AND NOT
-- @include referrals/commissions/_held
ORDER BY c.id LIMIT $4
