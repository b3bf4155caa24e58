-- What an agreement is about, for the payer who is asked for it.
-- @param $1:id
SELECT o.name AS "merchantName", o.logo_color AS "merchantLogoColor", p.policy_number AS "policyNumber",
  p.package_name AS "packageName", p.monthly_premium_minor AS "premiumMinor", p.currency,
  p.billing_frequency AS "billingFrequency", h.first_name AS "firstName", h.last_name AS "lastName", h.email,
  c.type AS "methodType"
FROM mandate m JOIN policy p ON p.id = m.policy_id JOIN merchant o ON o.id = m.merchant_id
  JOIN policy_payment_method c ON c.id = m.payment_method_id JOIN policyholder h ON h.id = c.policyholder_id
WHERE m.id = $1
