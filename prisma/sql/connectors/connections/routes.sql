-- Where payments go, in the order the routes are tried, and which version of its connection each leads to.
SELECT r.id, r.merchant_id AS "merchantId", r.kind, r.currencies, r.minimum_minor AS "minimumMinor",
  r.maximum_minor AS "maximumMinor", r.connection_id AS "connectionId", c.version AS "connectionVersion"
FROM connection_route r JOIN connection c ON c.id = r.connection_id ORDER BY r.position, r.id
