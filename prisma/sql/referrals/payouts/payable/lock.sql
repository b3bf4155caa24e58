-- @param $1:merchantId
-- @param $2:from
-- @param $3:until
-- @param $4:limit
-- @param $5:partnerId
-- @include referrals/payouts/payable/_select
FOR UPDATE OF c
