-- By the real time, in which messages are signed.
-- @param $1:id
-- @param $2:sealed
-- @param $3:hours
-- @param $4:now
UPDATE connection SET
  webhook_secret_before_sealed = webhook_secret_sealed,
  webhook_secret_before_until = CASE WHEN webhook_secret_sealed IS NULL THEN NULL
    ELSE clock_timestamp() + make_interval(hours => $3::int) END,
  webhook_secret_sealed = $2, version = version + 1, updated_at = $4
WHERE id = $1
