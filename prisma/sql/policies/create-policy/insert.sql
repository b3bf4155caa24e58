-- @param $1:id
-- @param $2:merchantId
-- @param $3:policyholderId
-- @param $4:productModuleId
-- @param $5:policyNumber
-- @param $6:packageName
-- @param $7:monthlyPremiumMinor
-- @param $8:billingDay
-- @param $9:billingFrequency
-- @param $10:currency
-- @param $11:startDate
-- @param $12:charges
-- @param $13:createdBy
-- @param $14:search
-- @param $15:now
INSERT INTO policy AS c (
  id, merchant_id, policyholder_id, product_module_id, policy_number, package_name, monthly_premium_minor,
  billing_day, billing_frequency, currency, start_date, charges, status, created_by, search, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, 'active', $13::jsonb, $14, $15, $15) RETURNING
-- @include policies/_policy-columns
-- @include policies/_balance-column
