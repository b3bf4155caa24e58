-- What the policy door subscribes to has no name for a payment that is recorded: one of a policy that is recorded as successful
-- or failed is told to such a webhook as if it had become so just then.
ALTER TABLE webhook_endpoint ADD COLUMN hears_recorded boolean NOT NULL DEFAULT false;
