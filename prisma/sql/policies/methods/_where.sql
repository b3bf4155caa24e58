($1::uuid IS NULL OR m.merchant_id = $1) AND ($2::uuid IS NULL OR m.policyholder_id = $2)
