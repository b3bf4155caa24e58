  connection c LEFT JOIN merchant m ON m.id = c.merchant_id
  -- At most 96 rows for each connection.
  LEFT JOIN LATERAL (
    SELECT sum(calls) FILTER (WHERE begun_at > clock_timestamp() - interval '1 hour') AS calls_hour,
      sum(failures) FILTER (WHERE begun_at > clock_timestamp() - interval '1 hour') AS failures_hour,
      sum(calls) AS calls_day, sum(failures) AS failures_day
    FROM connection_calls WHERE connection_id = c.id AND begun_at > clock_timestamp() - interval '1 day') h ON true
  -- Of the latest 20 events, the one that was applied longest after it had happened.
  LEFT JOIN LATERAL (
    SELECT max(extract(epoch FROM e.finished_at - e.occurred_at) * 1000)::float8 AS lag_ms FROM (
      SELECT finished_at, occurred_at FROM provider_event WHERE connection_id = c.id
        AND state IN ('applied', 'ignored')
      ORDER BY received_at DESC, id DESC LIMIT 20) e) l ON true
