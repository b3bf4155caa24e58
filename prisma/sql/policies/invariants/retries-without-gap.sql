-- Broken by whatever this finds: retries are numbered without a gap.
SELECT original_id AS id FROM policy_payment GROUP BY original_id
HAVING max(retry_number) <> count(*) - 1
