-- In the order they are tried, each merchant's by themselves.
SELECT r.id, r.merchant_id AS "merchantId", m.name AS "merchantName", r.kind, r.currencies,
  r.minimum_minor AS "minimumMinor", r.maximum_minor AS "maximumMinor", r.connection_id AS "connectionId",
  c.name AS "connectionName", c.provider, c.live, c.disconnected_at AS "disconnectedAt"
FROM connection_route r JOIN connection c ON c.id = r.connection_id LEFT JOIN merchant m ON m.id = r.merchant_id
ORDER BY m.name NULLS FIRST, r.merchant_id, r.position, r.id
