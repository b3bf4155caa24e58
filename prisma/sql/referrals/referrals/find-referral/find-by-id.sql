-- @param $1:merchantId
-- @param $2:id?
-- @include referrals/referrals/find-referral/_select
AND r.id = $2
