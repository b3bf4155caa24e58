-- The last step of 30 seconds whose code was taken: a code of an authenticator app is good once.
ALTER TABLE two_factor ADD COLUMN accepted_step bigint;
