-- What a form made, with the sealed number, to compare what the same form says now.
-- @param $1:id
SELECT owner_id AS "ownerId", version, holder, scheme, country, bic, bank_code AS "bankCode", last4,
  number_sealed AS "numberSealed"
FROM bank_account WHERE id = $1
