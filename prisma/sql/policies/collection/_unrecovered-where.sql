($1::uuid IS NULL OR u.merchant_id = $1) AND ($2::text IS NULL OR u.waiting = ($2 = 'waiting'))
