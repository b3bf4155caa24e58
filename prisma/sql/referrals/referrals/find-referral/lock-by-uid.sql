-- @param $1:merchantId
-- @param $2:uid
-- @include referrals/referrals/find-referral/_select
AND r.uid = $2
FOR UPDATE OF r FOR SHARE OF s
