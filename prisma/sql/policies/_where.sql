($1::uuid IS NULL OR c.merchant_id = $1) AND ($2::text IS NULL OR c.search LIKE $2)
AND ($3::text[] IS NULL OR c.status = ANY ($3)) AND ($4::uuid IS NULL OR c.policyholder_id = $4)
