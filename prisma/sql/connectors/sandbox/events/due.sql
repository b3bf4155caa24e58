-- What is to be told now, with the operation it is about.
-- @param $1:now
-- @param $2:limit
SELECT e.id, e.type, e.due_at AS "dueAt", e.operation_key AS "operationKey"
FROM sandbox_event e
WHERE e.told_at IS NULL AND e.due_at <= $1 ORDER BY e.due_at, e.id LIMIT $2
