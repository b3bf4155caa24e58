-- @param $1:id
SELECT (count(*) FILTER (WHERE deleted_at IS NULL))::int AS live, coalesce(bool_or(id = $1), false) AS there
FROM webhook_endpoint
