, (
  (SELECT coalesce(sum(p.collected_minor - p.refunded_minor - p.disputed_minor - p.returned_minor), 0)
    FROM policy_payment y JOIN payment p ON p.id = y.payment_id
    WHERE y.policy_id = c.id AND y.payment_type IN ('premium', 'reversal', 'premium_refund')
      AND (y.premium_type IS NULL OR y.premium_type NOT IN ('recurring', 'pro_rata', 'cover_period')))
  + (SELECT coalesce(sum(u.amount_minor), 0) FROM policy_payment_coupon u
    WHERE u.policy_id = c.id AND u.status = 'redeemed')
  - (SELECT coalesce(sum(y.amount_minor), 0) FROM policy_payment y JOIN unrecovered_premium u ON u.original_id = y.payment_id
    WHERE y.policy_id = c.id AND y.premium_type IN ('recurring', 'pro_rata', 'cover_period'))
  )::text AS "balanceMinor"
