-- Since when nobody knows what a provider made of what it was asked about an agreement, and what asking again has come to:
-- for whoever has to look where it stays unknown. Set before the provider is asked for its page, and gone with its answer.
ALTER TABLE mandate
  ADD COLUMN unanswered_since timestamptz(3),
  ADD COLUMN asks integer NOT NULL DEFAULT 0,
  ADD COLUMN last_asked_at timestamptz(3),
  ADD COLUMN last_heard text CHECK (length(last_heard) <= 255);
CREATE INDEX mandate_unanswered ON mandate (unanswered_since) WHERE state = 'waiting' AND unanswered_since IS NOT NULL;
