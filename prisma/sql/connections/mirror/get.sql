-- @param $1:connectionId
SELECT a.from_at AS "fromAt", a.paused_at AS "pausedAt", a.caught_up_at AS "caughtUpAt", a.reached_at AS "reachedAt",
  a.last_page_at AS "lastPageAt", a.next_page_at AS "nextPageAt", a.failures, a.fault, a.begins_again AS "beginsAgain",
  m.name AS "merchantName", k.id AS "connectorId", k.enabled AS "connectorEnabled",
  (SELECT count(*)::int FROM mirrored_payment p WHERE p.connector_id = a.connector_id AND NOT p.ours) AS recorded,
  (SELECT count(*)::int FROM mirrored_payment p WHERE p.connector_id = a.connector_id AND p.ours) AS linked,
  (SELECT count(*)::int FROM provider_event e WHERE e.connection_id = a.connection_id AND e.state = 'failed') AS failed
FROM account_mirror a JOIN merchant m ON m.id = a.merchant_id JOIN connector k ON k.id = a.connector_id
WHERE a.connection_id = $1
