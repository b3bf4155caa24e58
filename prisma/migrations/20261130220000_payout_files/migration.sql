-- Each file of a payout that was made for the bank, whole and sealed, so that the same file can be given out again as it was.
CREATE TABLE payout_file (
  id uuid PRIMARY KEY,
  payout_run_id uuid NOT NULL REFERENCES payout_run (id),
  format text NOT NULL CHECK (format IN ('csv', 'sepa')),
  -- By which a bank knows it; a CSV has none.
  message_id text CHECK (message_id IS NULL OR format = 'sepa'),
  name text NOT NULL,
  -- Null of one that was made before files were kept.
  text_sealed bytea,
  made_at timestamptz(3) NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  actor_label text NOT NULL,
  request_id text NOT NULL
);
CREATE INDEX payout_file_run ON payout_file (payout_run_id, made_at, id);

-- The payments that a file sends, each to the account it names. Who is in a CSV without bank details is in none.
CREATE TABLE payout_file_line (
  payout_file_id uuid NOT NULL REFERENCES payout_file (id),
  payout_line_id uuid NOT NULL REFERENCES payout_line (id),
  bank_account_id uuid NOT NULL REFERENCES bank_account (id),
  PRIMARY KEY (payout_file_id, payout_line_id)
);
CREATE INDEX payout_file_line_of ON payout_file_line (payout_line_id);

-- What was downloaded until now is told by the audit log, and which payments were open then, to which accounts, by the rest.
INSERT INTO payout_file (id, payout_run_id, format, name, made_at, actor_type, actor_id, actor_label, request_id)
SELECT e.id, u.id, e.data->>'format',
  'payout-' || u.period_end || CASE e.data->>'format' WHEN 'sepa' THEN '.xml' ELSE '.csv' END,
  e.occurred_at, e.actor_type, e.actor_id, e.actor_label, e.request_id
FROM payout_run u JOIN audit_entry e ON e.object_type = 'payout_run' AND e.object_id = u.id::text
WHERE e.action = 'payout_run.exported' AND e.data->>'format' IN ('csv', 'sepa');

INSERT INTO payout_file_line (payout_file_id, payout_line_id, bank_account_id)
SELECT f.id, l.id, b.id
FROM payout_file f JOIN payout_line l ON l.payout_run_id = f.payout_run_id AND l.outcome = 'paid'
CROSS JOIN LATERAL (SELECT b.id, b.scheme, b.country FROM bank_account b
  WHERE b.owner_id = l.partner_id AND b.created_at <= f.made_at ORDER BY b.version DESC LIMIT 1) b
WHERE NOT EXISTS (SELECT FROM payout_mark k WHERE k.payout_line_id = l.id AND k.marked_at <= f.made_at)
  AND (f.format = 'csv' OR l.currency = 'EUR' AND b.scheme = 'iban' AND b.country IN (
    'AD', 'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GI', 'GR', 'HR', 'HU', 'IE', 'IS',
    'IT', 'LI', 'LT', 'LU', 'LV', 'MC', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'SM', 'VA'));

CREATE TRIGGER payout_file_append_only BEFORE UPDATE OR DELETE ON payout_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_file_no_truncate BEFORE TRUNCATE ON payout_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_file_line_append_only BEFORE UPDATE OR DELETE ON payout_file_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payout_file_line_no_truncate BEFORE TRUNCATE ON payout_file_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
