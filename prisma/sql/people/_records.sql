SELECT 'customer' AS type, c.id, c.merchant_id, person_key(c.person_id, c.email, c.id) AS person, c.person_id, c.name, c.email,
  c.phone, c.external_id AS reference, c.created_at, c.deleted_at
FROM customer c
UNION ALL
SELECT 'policyholder', h.id, h.merchant_id, person_key(h.person_id, h.email, h.id), h.person_id,
  h.first_name || ' ' || h.last_name, h.email, h.cellphone, NULL, h.created_at, NULL
FROM policyholder h
UNION ALL
SELECT 'referral', f.id, f.merchant_id, person_key(f.person_id, f.email, f.id), f.person_id,
  coalesce(f.email, f.uid, ''), f.email, NULL, f.uid, f.created_at, NULL
FROM referral f
UNION ALL
SELECT 'account', a.id, a.merchant_id, person_key(a.person_id, account_email(a.metadata), a.id), a.person_id,
  coalesce(nullif(a.name, ''), a.reference), account_email(a.metadata), a.metadata ->> 'phone', a.reference, a.created_at, NULL
FROM connected_account a
