-- @param $1:id
-- @param $2:status
-- @param $3:billingDay
-- @param $4:monthlyPremiumMinor
-- @param $5:appData?
-- @param $6:now
UPDATE policy c SET status = $2, billing_day = $3, monthly_premium_minor = $4, app_data = $5::jsonb, updated_at = $6
WHERE c.id = $1 RETURNING
-- @include policies/_policy-columns
-- @include policies/_balance-column
