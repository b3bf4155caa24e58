-- @param $1:workers
SELECT graphile_worker.force_unlock_workers($1::text[])
