-- @param $1:ids
SELECT count(*)::int AS completed FROM graphile_worker.complete_jobs($1::bigint[])
