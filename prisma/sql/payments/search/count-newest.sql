-- How many of the newest payments a search finds whose conditions are asked of each row, and whether there are older ones.
SELECT count(*)::int AS n, EXISTS (
SELECT 1 FROM payment p WHERE
true -- @replace besides
OFFSET 20000 -- @replace offset
) AS more
FROM (SELECT 1 FROM (SELECT * FROM payment p WHERE
true -- @replace plain
ORDER BY p.created_at DESC, p.id DESC
LIMIT 20000 -- @replace limit
) p WHERE
true -- @replace asked
LIMIT 1001 -- @replace countMax
) found
