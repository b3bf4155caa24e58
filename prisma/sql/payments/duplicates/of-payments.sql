-- Which payments may be the same money as one of these paid twice.
-- @param $1:ids
-- @notnull id
SELECT shown.id, a.other_id AS "otherId"
FROM unnest($1::uuid[]) AS shown (id) CROSS JOIN LATERAL payments_alike(shown.id) AS a (other_id)
