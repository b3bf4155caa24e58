-- Whoever changes or forwards one bank account at once waits here.
-- @param $1:id
-- @param $2:merchantId?
SELECT b.id, b.merchant_id AS "merchantId", b.name, b.account_number_sealed AS "accountNumberSealed",
  b.account_number_shown AS "accountNumberShown", b.iban_sealed AS "ibanSealed", b.iban_shown AS "ibanShown",
  b.swift_bic_code AS "swiftBicCode", b.country, b.metadata
FROM connected_bank_account b WHERE b.id = $1 AND ($2::uuid IS NULL OR b.merchant_id = $2) FOR UPDATE
