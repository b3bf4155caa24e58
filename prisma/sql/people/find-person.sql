-- All records of one person: the one that is asked for, and those of the same merchant that are the same person's.
-- @param $1:type
-- @param $2:id
-- @param $3:merchantId?
WITH asked AS MATERIALIZED (
  SELECT r.merchant_id, r.person FROM (
-- @include people/_records
  ) r WHERE r.type = $1 AND r.id = $2 AND ($3::uuid IS NULL OR r.merchant_id = $3)
)
SELECT r.type, r.id, r.merchant_id AS "merchantId", m.name AS "merchantName", r.name, r.email, r.phone, r.reference,
  r.created_at AS "createdAt", r.deleted_at AS "deletedAt", g.id AS "mergedId", g.merged_at AS "mergedAt", g.actor_label AS "mergedBy"
FROM asked a
JOIN (
-- @include people/_records
) r ON r.merchant_id = a.merchant_id AND r.person = a.person
JOIN merchant m ON m.id = r.merchant_id
LEFT JOIN merged_person g ON g.id = r.person_id
ORDER BY r.created_at, r.id
