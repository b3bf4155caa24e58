SELECT p.id, p.merchant_id, p.currency, p.precision, p.initial_amount_minor, p.created_at,
  nullif(p.merchant_reference, '') AS reference,
  CASE
    WHEN c.id IS NOT NULL THEN person_key(c.person_id, c.email, c.id)
    WHEN h.id IS NOT NULL THEN person_key(h.person_id, h.email, h.id)
    WHEN f.id IS NOT NULL THEN person_key(f.person_id, f.email, f.id)
    WHEN a.id IS NOT NULL THEN person_key(a.person_id, account_email(a.metadata), a.id)
    ELSE x.source_account_id
  END AS person
FROM payment p
LEFT JOIN customer c ON c.id = p.customer_id
LEFT JOIN policy_payment y ON y.payment_id = p.id AND p.kind = 'policy'
LEFT JOIN policy o ON o.id = y.policy_id
LEFT JOIN policyholder h ON h.id = o.policyholder_id
LEFT JOIN referral_payment e ON e.payment_id = p.id AND p.kind = 'referral'
LEFT JOIN referral f ON f.id = e.referral_id
LEFT JOIN connected_payment x ON x.payment_id = p.id AND p.kind = 'connected'
LEFT JOIN connected_account a ON a.connector_id = p.connector_id
  AND text_key(a.reference) = text_key(connected_account_reference(x.source_account_id))
WHERE p.type = 'PAY-IN' AND p.collected_minor > p.refunded_minor + p.disputed_minor + p.returned_minor
  AND NOT EXISTS (SELECT FROM policy_payment b WHERE b.reversal_of = p.id)
