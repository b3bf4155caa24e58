-- Which methods policies have chosen, against another choice until the transaction ends; in the order of the policies' ids.
-- @param $1:policyIds
SELECT c.id AS "policyId", c.payment_method_id AS "methodId"
FROM policy c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR SHARE OF c
