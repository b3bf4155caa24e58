-- The merchants a form offers, by name.
-- @param $1:limit
SELECT id, name FROM merchant ORDER BY lower(name), id LIMIT $1
