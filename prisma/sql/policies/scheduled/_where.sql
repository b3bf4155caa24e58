y.due_at IS NOT NULL AND ($1::uuid IS NULL OR y.merchant_id = $1) AND ($2::uuid IS NULL OR y.policy_id = $2)
AND ($3::text[] IS NULL OR y.payment_type = ANY ($3))
