-- The statement that finds the ids of the keys of what is sealed, in up to so many rows of each table; null where nothing can be
-- sealed. Whatever is sealed is called so, in this schema and in earlier ones; the bytes of the id follow the version's.
-- @param $1:idAt
-- @param $2:idBytes
-- @param $3:rowsMax
SELECT string_agg(format(
  'SELECT encode(substring(%1$I FROM %3$s FOR %4$s), ''hex'') AS id FROM (SELECT %1$I FROM %2$s LIMIT %5$s) first WHERE %1$I IS NOT NULL',
  a.attname, c.oid::regclass, $1::int, $2::int, $3::int), ' UNION ') AS text
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
  AND a.atttypid = 'bytea'::regtype AND a.attname ~ '(^|_)sealed$'
