y.policy_id = $1 AND ($2::text[] IS NULL OR p.status = ANY ($2)) AND ($3::text[] IS NULL OR y.payment_type = ANY ($3))
AND ($4::text[] IS NULL OR y.collection_type = ANY ($4))
