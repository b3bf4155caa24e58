-- @param $1:id
-- @param $2:state
-- @param $3:providerReference?
-- @param $4:chargeToken?
-- @param $5:brand?
-- @param $6:last4?
-- @param $7:endedReason?
-- @param $8:now
UPDATE mandate SET state = $2, provider_reference = coalesce($3, provider_reference),
  charge_token = coalesce($4, charge_token), brand = coalesce($5, brand), last4 = coalesce($6, last4),
  ended_reason = $7, updated_at = $8
WHERE id = $1
