SELECT count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts)::int AS waiting,
  count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running
FROM graphile_worker.jobs
