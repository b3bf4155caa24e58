-- What needs a person, counted up to a limit; of disputes the first deadline ahead, else the last that has passed, and how
-- many have none that was told.
-- @param $1:limit
-- @param $2:startedBefore
-- @param $3:merchantId?
-- @param $4:now
SELECT 'dispute' AS reason, count(*)::int AS count, coalesce((
  SELECT respond_by FROM payment
  WHERE in_dispute AND coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z') > $4
    AND coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z') < timestamptz '9999-12-31T00:00:00.000Z'
    AND ($3::uuid IS NULL OR merchant_id = $3)
  ORDER BY coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z'), id LIMIT 1), (
  SELECT respond_by FROM payment
  WHERE in_dispute AND coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z') <= $4
    AND ($3::uuid IS NULL OR merchant_id = $3)
  ORDER BY coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z') DESC, id DESC LIMIT 1)) AS "respondBy", (
  SELECT count(*)::int FROM (
    SELECT FROM payment
    WHERE in_dispute
      AND coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z') = timestamptz '9999-12-31T00:00:00.000Z'
      AND ($3::uuid IS NULL OR merchant_id = $3) LIMIT $1) untold) AS undated
FROM (
  SELECT FROM payment WHERE in_dispute AND ($3::uuid IS NULL OR merchant_id = $3) LIMIT $1) disputes
UNION ALL
SELECT 'refunded_failure', count(*)::int, NULL, 0 FROM (
  SELECT FROM payment WHERE status = 'refunded_failure' AND ($3::uuid IS NULL OR merchant_id = $3) LIMIT $1) refunds
UNION ALL
SELECT 'unknown_outcome', count(*)::int, NULL, 0 FROM (
  SELECT DISTINCT a.payment_id FROM attempt a JOIN payment p ON p.id = a.payment_id
  WHERE a.state IN ('started', 'unknown') AND a.started_at <= $2 AND ($3::uuid IS NULL OR p.merchant_id = $3)
  LIMIT $1) lost
