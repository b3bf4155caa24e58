-- @param $1:id
-- @param $2:attemptsShownMax
SELECT
-- @include webhooks/deliveries/_attempt-columns
, answer_headers AS "answerHeaders", answer_body AS "answerBody"
FROM webhook_attempt WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2
