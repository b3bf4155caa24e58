-- What became of each payment of a run, as the bank answered: one word for a line, for good. Without one it is open.
CREATE TABLE payout_mark (
  payout_line_id uuid PRIMARY KEY REFERENCES payout_line (id),
  mark text NOT NULL CHECK (mark IN ('paid', 'failed')),
  reason text,
  marked_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL,
  CHECK (mark = 'paid' OR reason IS NOT NULL)
);
CREATE TRIGGER payout_mark_append_only BEFORE UPDATE OR DELETE ON payout_mark FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_mark_no_truncate BEFORE TRUNCATE ON payout_mark FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The commissions that a failed line gave back, to be due again.
CREATE TABLE payout_return (
  payout_line_id uuid NOT NULL REFERENCES payout_line (id),
  commission_id uuid NOT NULL REFERENCES commission (id),
  amount_minor bigint NOT NULL,
  PRIMARY KEY (payout_line_id, commission_id)
);
CREATE INDEX payout_return_commission ON payout_return (commission_id);
CREATE TRIGGER payout_return_append_only BEFORE UPDATE OR DELETE ON payout_return FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_return_no_truncate BEFORE TRUNCATE ON payout_return FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A paid commission stays locked, but for the one way back: its line is marked as failed, and nothing else of it changes.
CREATE OR REPLACE FUNCTION refuse_change_of_paid_commission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = 'approved'
    AND to_jsonb(NEW) - '{state,state_set_at,payout_line_id}'::text[]
      = to_jsonb(OLD) - '{state,state_set_at,payout_line_id}'::text[]
    AND EXISTS (SELECT 1 FROM payout_mark m WHERE m.payout_line_id = OLD.payout_line_id AND m.mark = 'failed')
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'commission % is paid and locked: % refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
