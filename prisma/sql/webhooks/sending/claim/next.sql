SELECT min(d.at) AS at FROM webhook_endpoint e CROSS JOIN LATERAL (
  SELECT min(w.next_attempt_at) AS at FROM webhook_delivery w
  WHERE w.endpoint_id = e.id AND w.next_attempt_at IS NOT NULL AND NOT w.sending) d
WHERE e.state = 'active' AND e.deleted_at IS NULL
