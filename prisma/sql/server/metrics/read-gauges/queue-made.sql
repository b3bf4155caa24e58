SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS made
