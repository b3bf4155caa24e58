-- The endpoint before its deliveries, as whoever resumes or deletes it locks them. Those behind what is delivered are due
-- now; of one subject only one is ever being sent.
-- @param $1:endpointIds
-- @param $2:deliveryIds
-- @param $3:numbers
-- @param $4:subjects
-- @param $5:outboxIds
-- @param $6:addresses
-- @param $7:requestHeaders
-- @param $8:statusCodes
-- @param $9:answerHeaders
-- @param $10:answerBodies
-- @param $11:answersCut
-- @param $12:durationsMs
-- @param $13:now
WITH sent AS MATERIALIZED (
  SELECT * FROM unnest(
    $1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::int[], $9::text[],
    $10::text[], $11::boolean[], $12::int[]
  ) AS s (endpoint_id, delivery_id, number, subject, outbox_id, address, request_headers, status_code, answer_headers,
    answer_body, answer_cut, duration_ms)
), recovered AS (
  UPDATE webhook_endpoint SET failing_since = NULL
  WHERE id IN (SELECT endpoint_id FROM sent) AND failing_since IS NOT NULL
  RETURNING 1
), attempted AS (
  UPDATE webhook_attempt a SET outcome = 'delivered', address = s.address,
    request_headers = s.request_headers::jsonb, status_code = s.status_code, answer_headers = s.answer_headers::jsonb,
    answer_body = s.answer_body, answer_cut = s.answer_cut, duration_ms = s.duration_ms
  FROM sent s
  WHERE (SELECT count(*) FROM recovered) >= 0 AND a.delivery_id = s.delivery_id AND a.number = s.number
), settled AS (
  UPDATE webhook_delivery w SET state = 'delivered', next_attempt_at = NULL, sending = false,
    last_outcome = 'delivered', last_status_code = s.status_code, updated_at = $13
  FROM sent s
  WHERE (SELECT count(*) FROM recovered) >= 0 AND w.id = s.delivery_id AND w.sending AND w.attempts = s.number
)
UPDATE webhook_delivery w SET next_attempt_at = $13
FROM sent s
WHERE (SELECT count(*) FROM recovered) >= 0 AND w.endpoint_id = s.endpoint_id AND w.subject = s.subject
  AND w.next_attempt_at IS NOT NULL AND w.outbox_id > s.outbox_id AND NOT w.sending
