-- Takes the records of one e-mail address, or one record without, out of a merged person; says how many that were.
-- @param $1:mergedId
-- @param $2:own
WITH c AS (
  UPDATE customer SET person_id = NULL WHERE person_id = $1 AND person_key(NULL, email, id) = $2 RETURNING 1
), h AS (
  UPDATE policyholder SET person_id = NULL WHERE person_id = $1 AND person_key(NULL, email, id) = $2 RETURNING 1
), f AS (
  UPDATE referral SET person_id = NULL WHERE person_id = $1 AND person_key(NULL, email, id) = $2 RETURNING 1
), a AS (
  UPDATE connected_account SET person_id = NULL
  WHERE person_id = $1 AND person_key(NULL, account_email(metadata), id) = $2 RETURNING 1
)
SELECT (SELECT count(*) FROM c)::int + (SELECT count(*) FROM h)::int + (SELECT count(*) FROM f)::int
  + (SELECT count(*) FROM a)::int AS records
