-- Broken by whatever this finds: a delivered or given-up delivery is not being sent, and its attempts are all there.
SELECT d.id FROM webhook_delivery d
WHERE d.attempts <> (SELECT count(*) FROM webhook_attempt a WHERE a.delivery_id = d.id)
  OR (d.state = 'delivered' AND NOT EXISTS (
    SELECT 1 FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.outcome = 'delivered'))
