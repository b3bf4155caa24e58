-- @param $1:merchantId
-- @param $2:email
-- @include referrals/referrals/find-referral/_select
AND email_key(r.email) = email_key($2)
FOR UPDATE OF r FOR SHARE OF s
