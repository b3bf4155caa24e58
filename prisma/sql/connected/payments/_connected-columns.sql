-- @include payments/_payment-columns
, k.provider, k.reference AS "connectorReference", c.source_account_id AS "sourceAccountId",
c.destination_account_id AS "destinationAccountId"
