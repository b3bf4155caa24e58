-- People by a part of their name, e-mail address, phone number, external id or policy number, newest first; with whose each
-- record is. $1 is the longest word, which the indexes know; each word may be in another field of the record.
-- @planned for each use
-- @param $1:pattern
-- @param $2:phone?
-- @param $3:merchantId?
-- @param $4:limit
-- @param $5:words
WITH found AS (
  (SELECT 'customer' AS type, c.id, c.created_at FROM customer c
  WHERE c.deleted_at IS NULL AND ($3::uuid IS NULL OR c.merchant_id = $3) AND ((search_key(c.name) LIKE $1 OR search_key(c.email) LIKE $1
    OR search_key(c.external_id) LIKE $1) AND search_key(concat_ws(' ', c.name, c.email, c.external_id)) LIKE ALL ($5::text[])
    OR phone_key(c.phone) LIKE $2)
  ORDER BY c.created_at DESC LIMIT $4)
  UNION ALL
  (SELECT 'policyholder', h.id, h.created_at FROM (
    -- Each by its own index: of conditions joined by OR, one that reads another table lets none be used.
    (SELECT w.id FROM policyholder w
    WHERE ($3::uuid IS NULL OR w.merchant_id = $3) AND w.search LIKE $1 AND w.search LIKE ALL ($5::text[])
    ORDER BY w.created_at DESC LIMIT $4)
    UNION
    (SELECT t.id FROM policyholder t
    WHERE ($3::uuid IS NULL OR t.merchant_id = $3) AND phone_key(t.cellphone) LIKE $2
    ORDER BY t.created_at DESC LIMIT $4)
    UNION
    (SELECT q.id FROM policy o JOIN policyholder q ON q.id = o.policyholder_id
    WHERE ($3::uuid IS NULL OR o.merchant_id = $3) AND o.search LIKE $1
      AND concat_ws(' ', q.search, o.search) LIKE ALL ($5::text[])
    LIMIT $4)) each
  JOIN policyholder h ON h.id = each.id
  ORDER BY h.created_at DESC LIMIT $4)
  UNION ALL
  (SELECT 'referral', f.id, f.created_at FROM referral f
  WHERE ($3::uuid IS NULL OR f.merchant_id = $3) AND (search_key(f.uid) LIKE $1 OR search_key(f.email) LIKE $1)
    AND search_key(concat_ws(' ', f.uid, f.email)) LIKE ALL ($5::text[])
  ORDER BY f.created_at DESC LIMIT $4)
  UNION ALL
  (SELECT 'account', a.id, a.created_at FROM connected_account a
  WHERE ($3::uuid IS NULL OR a.merchant_id = $3) AND account_words(a.name, a.reference, a.metadata) LIKE $1
    AND account_words(a.name, a.reference, a.metadata) LIKE ALL ($5::text[])
  ORDER BY a.created_at DESC LIMIT $4)
)
SELECT r.type, r.id, r.merchant_id AS "merchantId", r.person, r.name, r.email, r.phone, r.reference, m.name AS "merchantName",
  r.created_at AS "createdAt"
FROM (SELECT * FROM found ORDER BY created_at DESC, id DESC LIMIT $4) found
JOIN (
-- @include people/_records
) r ON r.type = found.type AND r.id = found.id
JOIN merchant m ON m.id = r.merchant_id
ORDER BY r.created_at DESC, r.id DESC
