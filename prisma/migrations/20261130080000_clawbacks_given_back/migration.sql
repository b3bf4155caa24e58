-- What was clawed back is given back by a row of its own, of the same kind: above zero.
ALTER TABLE commission DROP CONSTRAINT commission_check;
ALTER TABLE commission ADD CONSTRAINT commission_amount
  CHECK (CASE kind WHEN 'commission' THEN amount_minor >= 0 ELSE amount_minor <> 0 END);
