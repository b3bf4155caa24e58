-- Does not wait for the disk, and so does not make payments wait for theirs: a database that loses its power loses a
-- moment of the log, and nothing else.
-- Its rows are JSON and sent as text: to make jsonb of them first takes a third longer.
-- @param $1:rows
WITH hurried AS MATERIALIZED (
    SELECT set_config('synchronous_commit', 'off', true) AS setting
  ), written AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::text::json) AS r (
      id uuid, occurred_at timestamptz, door text, method text, path text, query text, route text, status smallint,
      duration_ms real, key_id uuid, key_label text, merchant_id uuid, address text, user_agent text,
      idempotency_key text, request_body text, request_characters integer, answer_body text, answer_characters integer,
      payment_ids json)
  ), linked AS (
    INSERT INTO request_payment (payment_id, request_id)
    SELECT p.id::uuid, r.id FROM written r, json_array_elements_text(r.payment_ids) AS p (id)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO request_log (
-- @include requests/_columns
) SELECT
-- @include requests/_columns
 FROM written, hurried ON CONFLICT DO NOTHING
