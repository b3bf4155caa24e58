-- What is asked of a database before it is used.
-- @notnull version
-- @notnull name
-- @notnull zone
-- @notnull encoding
-- @notnull identity
SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
  current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding,
  current_database() || ' of ' || pg_postmaster_start_time()::timestamptz(3) AS identity,
  current_user AS role
