-- What a policyholder's policies are found by besides the policyholder.
-- @param $1:policyholderId
SELECT c.id, c.policy_number AS "policyNumber", c.package_name AS "packageName"
FROM policy c WHERE c.policyholder_id = $1 ORDER BY c.id FOR UPDATE OF c
