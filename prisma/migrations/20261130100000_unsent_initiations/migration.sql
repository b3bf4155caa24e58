-- An approved initiation whose day has come and which cannot become a payment has failed, and says why: it was looked at again
-- every few seconds for ever. Sent again, it says nothing of it any more.
ALTER TABLE payment_initiation ADD COLUMN unsent_reason text, ADD COLUMN unsent_at timestamptz(3),
  ADD CONSTRAINT payment_initiation_unsent CHECK ((unsent_reason IS NULL) = (unsent_at IS NULL)
    AND (unsent_reason IS NULL OR decision = 'approved' AND payment_id IS NULL));
