-- A policy with what its payments are judged by, and one payment method.
-- @param $1:policyId
-- @param $2:methodId?
SELECT
-- @include policies/_policy-columns
, d.settings, d.updated_at AS "moduleUpdatedAt", concat_ws(' ', h.first_name, h.last_name) AS "holderName",
  m.policyholder_id AS "methodHolderId", m.type AS "methodType", m.banv_status AS "banvStatus"
FROM policy c
JOIN product_module d ON d.id = c.product_module_id
JOIN policyholder h ON h.id = c.policyholder_id
LEFT JOIN policy_payment_method m ON m.id = $2::uuid
WHERE c.id = $1::uuid
