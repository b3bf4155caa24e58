-- What a client of the policy door calls a webhook.
ALTER TABLE webhook_endpoint ADD COLUMN name text NOT NULL DEFAULT '';
