SELECT connected_account_id(k.provider, k.reference, a.reference)
FROM (
  SELECT l.account_id FROM connected_pool_account l WHERE p.query IS NULL AND l.pool_id = p.id
  UNION ALL
  SELECT m.id FROM connected_account m JOIN connector h ON h.id = m.connector_id
  WHERE p.query IS NOT NULL AND m.merchant_id = p.merchant_id AND account_matches(p.query, m, h)
) i
JOIN connected_account a ON a.id = i.account_id JOIN connector k ON k.id = a.connector_id
ORDER BY a.created_at, a.id
