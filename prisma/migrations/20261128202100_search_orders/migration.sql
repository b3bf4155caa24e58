-- Payments by a decline of any of their attempts, and all that had a failed one.
CREATE INDEX attempt_declined ON attempt (decline_code, payment_id) WHERE state = 'failed' AND operation = 'charge';

-- Lists of payments by last change, and by amount in one currency.
CREATE INDEX payment_updated ON payment (updated_at DESC, id DESC);
CREATE INDEX payment_currency_amount ON payment (
  currency, amount_order(initial_amount_minor, currency, precision) DESC, id DESC);
