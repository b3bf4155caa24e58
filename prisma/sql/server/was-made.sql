-- Whether anything of ours is in a database, whatever version made it.
SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS made
