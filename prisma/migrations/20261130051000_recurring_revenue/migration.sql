-- The referral report asks of every recurring payment whether it still counts: read here, and not from the table.
CREATE INDEX payment_recurring ON payment (id) INCLUDE (merchant_id, currency, amount_minor, status)
  WHERE kind = 'referral';
