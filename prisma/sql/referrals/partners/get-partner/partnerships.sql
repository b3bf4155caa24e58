-- @param $1:partnerId
SELECT
-- @include referrals/partners/_partnership-columns
, (SELECT count(*)::int FROM referral r WHERE r.partnership_id = s.id) AS referrals
  FROM partnership s JOIN partner n ON n.id = s.partner_id
  WHERE s.partner_id = $1 ORDER BY s.created_at DESC, s.id DESC
