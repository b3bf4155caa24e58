-- A provider's own names of things are indexed, and so have a length. Theirs are below it.
ALTER TABLE connection ADD CONSTRAINT connection_account_reference_length CHECK (length(account_reference) <= 255);
ALTER TABLE provider_event ADD CONSTRAINT provider_event_event_id_length CHECK (length(event_id) <= 255);
