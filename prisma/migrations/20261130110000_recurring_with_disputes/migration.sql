-- What was lost in a dispute counts for nothing of a month's recurring revenue: without it in the index each of its payments was
-- read from the table.
CREATE INDEX payment_recurring_disputed ON payment (id) INCLUDE (merchant_id, currency, amount_minor, status, disputed_minor)
  WHERE kind = 'referral';
DROP INDEX payment_recurring;
ALTER INDEX payment_recurring_disputed RENAME TO payment_recurring;
