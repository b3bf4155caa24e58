e.id, e.url, e.name, e.description, e.event_types, e.hears_recorded, e.merchant_id, m.name AS merchant_name, e.paused_reason, e.paused_at,
e.failing_since, e.created_at, e.updated_at, e.deleted_at
