-- What an endpoint's health and the lists of what failed are read by, however many deliveries went well.
CREATE INDEX webhook_delivery_waiting ON webhook_delivery (endpoint_id, created_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_succeeded ON webhook_delivery (endpoint_id, updated_at DESC) WHERE state = 'delivered';
CREATE INDEX webhook_delivery_touched ON webhook_delivery (endpoint_id, updated_at DESC);
CREATE INDEX webhook_delivery_unfinished ON webhook_delivery (created_at DESC, id DESC) WHERE state <> 'delivered';
