-- A run that pays one partner alone names them.
ALTER TABLE payout_run ADD COLUMN partner_id uuid REFERENCES partner (id);
