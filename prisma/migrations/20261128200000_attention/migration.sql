-- What needs a person is counted on every overview: each kind of it has an index of the few rows that are meant.
CREATE INDEX policy_payment_method_blocked ON policy_payment_method (merchant_id) WHERE banv_status = 'blocked';
CREATE INDEX policy_active_method ON policy (payment_method_id) WHERE status = 'active';
CREATE INDEX payment_import_line_refused ON payment_import_line (import_id) WHERE outcome = 'refused';
