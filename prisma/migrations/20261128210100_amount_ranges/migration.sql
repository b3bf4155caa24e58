-- A range of amounts is a range of minor units for each precision (lib/payments/amount-range.ts). Few payments have
-- another precision than currencies have.
CREATE INDEX payment_other_precision ON payment (created_at DESC, id DESC) WHERE precision NOT IN (0, 2, 3, 4);
