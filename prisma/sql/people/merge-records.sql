-- Points every record of these persons of one merchant to a new one; says how many that were.
-- @param $1:id
-- @param $2:merchantId
-- @param $3:persons
-- @param $4:now
-- @param $5:actorType
-- @param $6:actorId
-- @param $7:actorLabel
-- @param $8:requestId
WITH made AS (
  INSERT INTO merged_person (id, merchant_id, merged_at, actor_type, actor_id, actor_label, request_id)
  VALUES ($1, $2, $4, $5, $6, $7, $8) RETURNING id
), c AS (
  UPDATE customer SET person_id = $1
  WHERE merchant_id = $2 AND person_key(person_id, email, id) = ANY ($3::text[]) RETURNING 1
), h AS (
  UPDATE policyholder SET person_id = $1
  WHERE merchant_id = $2 AND person_key(person_id, email, id) = ANY ($3::text[]) RETURNING 1
), f AS (
  UPDATE referral SET person_id = $1
  WHERE merchant_id = $2 AND person_key(person_id, email, id) = ANY ($3::text[]) RETURNING 1
), a AS (
  UPDATE connected_account SET person_id = $1
  WHERE merchant_id = $2 AND person_key(person_id, account_email(metadata), id) = ANY ($3::text[]) RETURNING 1
)
SELECT (SELECT count(*) FROM c)::int + (SELECT count(*) FROM h)::int + (SELECT count(*) FROM f)::int
  + (SELECT count(*) FROM a)::int AS records
FROM made
