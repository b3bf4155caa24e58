-- Nothing where the database is not held.
-- @notnull since
-- @notnull because
SELECT held_at AS since, held_because AS because, data_as_of AS "dataAsOf" FROM deployment WHERE held_at IS NOT NULL
