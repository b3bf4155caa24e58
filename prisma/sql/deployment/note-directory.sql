-- Keeps which files the database is in, and holds it where they are others than they were: a copy has been started.
-- @param $1:mark
UPDATE deployment SET directory_mark = $1,
  held_at = CASE WHEN directory_mark IS NULL THEN held_at ELSE coalesce(held_at, clock_timestamp()) END,
  held_because = CASE WHEN directory_mark IS NULL THEN held_because ELSE coalesce(held_because, 'copied') END
WHERE directory_mark IS DISTINCT FROM $1
