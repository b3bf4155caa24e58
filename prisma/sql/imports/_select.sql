SELECT i.id, i.kind, i.file_name AS "fileName", k.name AS "connectorName", i.lines, i.actor_label AS "actorLabel",
  i.created_at AS "createdAt", i.finished_at AS "finishedAt", c.recorded, c.unchanged, c.refused
FROM payment_import i JOIN connector k ON k.id = i.connector_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE outcome = 'recorded')::int AS recorded,
    count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged,
    count(*) FILTER (WHERE outcome = 'refused')::int AS refused
  FROM payment_import_line l WHERE l.import_id = i.id) c
