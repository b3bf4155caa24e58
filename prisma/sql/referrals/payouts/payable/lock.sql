-- @param $1:merchantId
-- @param $2:until
-- @param $3:limit
-- @include referrals/payouts/payable/_select
FOR UPDATE OF c
