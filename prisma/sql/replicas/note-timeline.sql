-- @param $1:systemIdentifier
-- @param $2:timeline
-- @param $3:firstSeenAt
INSERT INTO database_timeline (system_identifier, timeline, first_seen_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
