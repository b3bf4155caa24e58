r.id, r.occurred_at AS "createdAt", r.door, r.method, r.path, r.status, r.duration_ms AS "durationMs",
r.key_id AS "keyId", r.key_label AS "keyLabel"
