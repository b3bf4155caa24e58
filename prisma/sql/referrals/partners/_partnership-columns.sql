s.id, s.merchant_id AS "merchantId", s.partner_id AS "partnerId", n.name AS "partnerName", s.state,
s.state_set_at AS "stateSetAt", s.created_at AS "createdAt",
-- @include referrals/_terms-columns
