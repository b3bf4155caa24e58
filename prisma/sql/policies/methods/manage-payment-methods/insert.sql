-- @param $1:id
-- @param $2:merchantId
-- @param $3:policyholderId
-- @param $4:type
-- @param $5:details
-- @param $6:accountNumberSealed?
-- @param $7:last4?
-- @param $8:banvStatus?
-- @param $9:now
INSERT INTO policy_payment_method AS m (
  id, merchant_id, policyholder_id, type, details, account_number_sealed, last4, banv_status, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $9) RETURNING
-- @include policies/methods/_method-columns
