JOIN merchant m ON m.id = p.merchant_id
JOIN connector k ON k.id = p.connector_id
LEFT JOIN customer c ON c.id = p.customer_id
LEFT JOIN policy_payment y ON y.payment_id = p.id AND p.kind = 'policy'
LEFT JOIN policy o ON o.id = y.policy_id
LEFT JOIN product_module g ON g.id = o.product_module_id
LEFT JOIN policyholder h ON h.id = o.policyholder_id
LEFT JOIN policy_payment_method t ON t.id = y.payment_method_id
LEFT JOIN referral_payment e ON e.payment_id = p.id AND p.kind = 'referral'
LEFT JOIN referral f ON f.id = e.referral_id
LEFT JOIN connected_payment x ON x.payment_id = p.id AND p.kind = 'connected'
