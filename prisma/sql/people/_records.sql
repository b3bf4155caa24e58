SELECT 'customer' AS type, c.id, c.merchant_id, c.name, c.email, NULL AS phone, c.external_id AS reference, c.created_at
FROM customer c
UNION ALL
SELECT 'policyholder', h.id, h.merchant_id, h.first_name || ' ' || h.last_name, h.email, h.cellphone, NULL, h.created_at
FROM policyholder h
UNION ALL
SELECT 'referral', f.id, f.merchant_id, coalesce(f.email, f.uid, ''), f.email, NULL, f.uid, f.created_at
FROM referral f
