-- All records of one person: the one that is asked for, and those of the same merchant with the same e-mail address.
-- @param $1:type
-- @param $2:id
-- @param $3:merchantId?
WITH asked AS MATERIALIZED (
  SELECT r.merchant_id, r.email FROM (
-- @include people/_records
  ) r WHERE r.type = $1 AND r.id = $2 AND ($3::uuid IS NULL OR r.merchant_id = $3)
)
SELECT r.type, r.id, r.merchant_id AS "merchantId", m.name AS "merchantName", r.name, r.email, r.phone, r.reference,
  r.created_at AS "createdAt"
FROM asked a
JOIN (
-- @include people/_records
) r ON r.merchant_id = a.merchant_id AND email_key(r.email) = email_key(a.email)
JOIN merchant m ON m.id = r.merchant_id
UNION
SELECT r.type, r.id, r.merchant_id, m.name, r.name, r.email, r.phone, r.reference, r.created_at
FROM asked a
JOIN (
-- @include people/_records
) r ON r.type = $1 AND r.id = $2
JOIN merchant m ON m.id = r.merchant_id
