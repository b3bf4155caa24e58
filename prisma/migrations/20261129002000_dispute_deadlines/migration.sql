-- By when a dispute has to be answered at its provider, said by the adjustment that opened it; NULL where nobody said. The
-- payment has the first of its open disputes, while it is shown as disputed.
ALTER TABLE adjustment ADD COLUMN respond_by timestamptz(3),
  ADD CONSTRAINT adjustment_respond_by CHECK (respond_by IS NULL OR status = 'dispute') NOT VALID;
ALTER TABLE payment ADD COLUMN respond_by timestamptz(3);
CREATE INDEX payment_respond_by ON payment (respond_by) WHERE respond_by IS NOT NULL;
