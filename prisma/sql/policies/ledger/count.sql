-- @param $1:policyId
WITH
-- @include policies/ledger/_entries
SELECT count(*) AS total FROM entries
