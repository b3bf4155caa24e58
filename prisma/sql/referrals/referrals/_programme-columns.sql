-- @include referrals/referrals/_referral-columns
, s.state AS "partnershipState", n.name AS "partnerName",
-- @include referrals/_terms-columns
