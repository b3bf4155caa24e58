-- Nothing where it was not held: of two who release it one did.
-- @notnull since
-- @notnull because
UPDATE deployment d SET held_at = NULL, held_because = NULL, data_as_of = NULL
FROM (SELECT id, held_at, held_because, data_as_of FROM deployment WHERE held_at IS NOT NULL FOR UPDATE) was
WHERE d.id = was.id
RETURNING was.held_at AS since, was.held_because AS because, was.data_as_of AS "dataAsOf"
