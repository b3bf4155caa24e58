-- @param $1:merchants
-- @param $2:references
SELECT concat(merchant_id, '/', external_reference) AS key FROM policy_payment
WHERE merchant_id = ANY ($1::uuid[]) AND external_reference = ANY ($2::text[])
