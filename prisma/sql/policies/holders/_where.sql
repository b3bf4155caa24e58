($1::uuid IS NULL OR h.merchant_id = $1) AND ($2::text IS NULL OR h.search LIKE $2)
AND ($3::text IS NULL OR h.identification ->> 'number' = $3)
