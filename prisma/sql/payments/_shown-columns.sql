m.name AS "merchantName", k.name AS "connectorName", c.name AS "customerName", c.email AS "customerEmail",
y."retryNumber", y."policyId", y."policyNumber", y."productName", y."policyholderId", y."policyholderName",
y."policyholderEmail", y."methodType", y."methodLast4", y.reversed, f."referralId", f."referredEmail", f."referredUid",
x.source_account_id AS "sourceAccountId", x.destination_account_id AS "destinationAccountId",
(SELECT a.provider_reference FROM attempt a
  WHERE a.payment_id = p.id AND a.operation = 'charge' AND a.provider_reference IS NOT NULL
  ORDER BY a.number DESC LIMIT 1) AS "chargeReference"
