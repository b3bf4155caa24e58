-- @param $1:id
-- @param $2:runId
-- @param $3:format
-- @param $4:messageId?
-- @param $5:name
-- @param $6:textSealed
-- @param $7:lines
-- @param $8:now
-- @param $9:actorType
-- @param $10:actorId
-- @param $11:actorLabel
-- @param $12:requestId
WITH made AS (
    INSERT INTO payout_file (
      id, payout_run_id, format, message_id, name, text_sealed, made_at, actor_type, actor_id, actor_label, request_id)
    VALUES ($1, $2, $3, $4, $5, $6, $8, $9, $10, $11, $12)
    RETURNING id
  )
  INSERT INTO payout_file_line (payout_file_id, payout_line_id, bank_account_id)
  SELECT m.id, l."lineId", l."accountId" FROM made m
  CROSS JOIN jsonb_to_recordset($7::jsonb) AS l ("lineId" uuid, "accountId" uuid)
