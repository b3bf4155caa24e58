($1::uuid IS NULL OR c.merchant_id = $1) AND ($2::text IS NULL OR c.search LIKE $2)
AND ($3::text[] IS NULL OR c.status = ANY ($3)) AND ($4::uuid IS NULL OR c.policyholder_id = $4)
AND ($5::text IS NULL OR c.created_by ->> 'id' = $5) AND ($6::uuid IS NULL OR c.product_module_id = $6)
AND ($7::text[] IS NULL OR c.policy_number = ANY ($7))
