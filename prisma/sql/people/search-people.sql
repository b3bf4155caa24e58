-- People by a part of their name, e-mail address, phone number, external id or policy number, newest first.
-- @param $1:pattern
-- @param $2:merchantId?
-- @param $3:limit
SELECT found.type, found.id, found.name, found.email, found.phone, found.reference, m.name AS "merchantName",
  found.created_at AS "createdAt"
FROM (
  (SELECT 'customer' AS type, c.id, c.merchant_id, c.name, c.email, NULL AS phone, c.external_id AS reference, c.created_at
  FROM customer c
  WHERE ($2::uuid IS NULL OR c.merchant_id = $2) AND (search_key(c.name) LIKE $1 OR search_key(c.email) LIKE $1
    OR search_key(c.external_id) LIKE $1)
  ORDER BY c.created_at DESC LIMIT $3)
  UNION ALL
  (SELECT 'policyholder', h.id, h.merchant_id, h.first_name || ' ' || h.last_name, h.email, h.cellphone, NULL, h.created_at
  FROM policyholder h
  WHERE ($2::uuid IS NULL OR h.merchant_id = $2) AND (h.search LIKE $1 OR h.id IN (
    SELECT o.policyholder_id FROM policy o WHERE o.search LIKE $1 LIMIT $3))
  ORDER BY h.created_at DESC LIMIT $3)
  UNION ALL
  (SELECT 'referral', f.id, f.merchant_id, coalesce(f.email, f.uid, ''), f.email, NULL, f.uid, f.created_at
  FROM referral f
  WHERE ($2::uuid IS NULL OR f.merchant_id = $2) AND (search_key(f.uid) LIKE $1 OR search_key(f.email) LIKE $1)
  ORDER BY f.created_at DESC LIMIT $3)
) found
JOIN merchant m ON m.id = found.merchant_id
ORDER BY found.created_at DESC, found.id DESC LIMIT $3
