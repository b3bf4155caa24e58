-- @param $1:id
-- @param $2:asked
SELECT
-- @include webhooks/deliveries/_attempt-columns
, detail, address, request_headers AS "requestHeaders", answer_headers AS "answerHeaders",
    answer_body AS "answerBody", answer_cut AS "answerCut", answer_forgotten AS "answerForgotten"
  FROM webhook_attempt WHERE delivery_id = $1 AND number = $2
