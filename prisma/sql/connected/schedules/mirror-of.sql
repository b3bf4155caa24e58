-- The mirror that fills a connector, and when its account was last read and asked.
-- @param $1:connectorId
-- @param $2:merchantId?
SELECT m.created_at AS "createdAt", m.paused_at AS "pausedAt", m.last_page_at AS "lastPageAt", m.fault,
  c.created_at AS "connectedAt", c.disconnected_at AS "disconnectedAt", c.events_polled_at AS "polledAt",
  c.poll_failure AS "pollFailure"
FROM account_mirror m JOIN connection c ON c.id = m.connection_id
WHERE m.connector_id = $1 AND ($2::uuid IS NULL OR m.merchant_id = $2)
