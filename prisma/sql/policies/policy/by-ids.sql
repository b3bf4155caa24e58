-- @param $1:ids
SELECT
-- @include policies/_policy-columns
, d.settings, concat_ws(' ', h.first_name, h.last_name) AS "holderName"
  FROM policy c
  JOIN product_module d ON d.id = c.product_module_id
  JOIN policyholder h ON h.id = c.policyholder_id
  WHERE c.id = ANY ($1::uuid[])
