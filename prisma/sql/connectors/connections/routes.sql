-- Where payments go, in the order the routes are tried.
SELECT id, merchant_id AS "merchantId", kind, currencies, minimum_minor AS "minimumMinor", maximum_minor AS "maximumMinor",
  connection_id AS "connectionId"
FROM connection_route ORDER BY position, id
