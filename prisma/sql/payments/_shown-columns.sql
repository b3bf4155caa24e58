m.name AS "merchantName", k.name AS "connectorName", c.name AS "customerName", c.email AS "customerEmail",
y.retry_number AS "retryNumber", o.id AS "policyId", o.policy_number AS "policyNumber", g.name AS "productName",
h.id AS "policyholderId", h.first_name || ' ' || h.last_name AS "policyholderName", h.email AS "policyholderEmail",
t.type AS "methodType", t.last4 AS "methodLast4", f.id AS "referralId", f.email AS "referredEmail", f.uid AS "referredUid",
x.source_account_id AS "sourceAccountId", x.destination_account_id AS "destinationAccountId",
(SELECT a.provider_reference FROM attempt a
  WHERE a.payment_id = p.id AND a.operation = 'charge' AND a.provider_reference IS NOT NULL
  ORDER BY a.number DESC LIMIT 1) AS "chargeReference"
