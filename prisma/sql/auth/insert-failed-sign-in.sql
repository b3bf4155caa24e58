-- Nobody waits for the disk: how long it takes must not tell whether there is such a person.
-- @param $1:id
-- @param $2:userId
-- @param $3:step
-- @param $4:network
-- @param $5:now
WITH without_waiting AS (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO failed_sign_in (id, user_id, step, network, occurred_at)
SELECT $1, $2, $3, $4, $5 FROM without_waiting
