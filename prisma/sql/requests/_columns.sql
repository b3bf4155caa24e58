id, occurred_at, door, method, path, query, route, status, duration_ms, key_id, key_label, merchant_id, address,
user_agent, idempotency_key, request_body, request_characters, answer_body, answer_characters
