-- @param $1:deliveryId
-- @param $2:number
-- @param $3:outcome
-- @param $4:detail?
-- @param $5:address?
-- @param $6:requestHeaders
-- @param $7:statusCode?
-- @param $8:answerHeaders
-- @param $9:answerBody
-- @param $10:answerCut
-- @param $11:durationMs
UPDATE webhook_attempt SET outcome = $3, detail = $4, address = $5, request_headers = $6::jsonb, status_code = $7,
  answer_headers = $8::jsonb, answer_body = $9, answer_cut = $10, duration_ms = $11
WHERE delivery_id = $1 AND number = $2
