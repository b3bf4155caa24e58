-- What happened last is another status than the one shown only where that corrects the amount: nothing else is looked for by
-- it, and few payments have it.
DROP INDEX payment_last_status_created;
CREATE INDEX payment_corrected_created ON payment (created_at DESC, id DESC) WHERE last_status = 'amount_adjustment';
