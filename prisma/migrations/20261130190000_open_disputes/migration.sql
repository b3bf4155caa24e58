-- A dispute may be open while the status is another: of a part of a premium, or one of several. The payment says that it has one,
-- and by when the first is to be answered.
ALTER TABLE payment ADD COLUMN in_dispute boolean NOT NULL DEFAULT false;

CREATE TEMPORARY TABLE open_disputes ON COMMIT DROP AS
WITH told AS (
  SELECT a.payment_id, a.status, a.respond_by, a.occurred_at, a.occurred_nanos, a.sequence, CASE
    WHEN a.status = 'dispute' THEN a.reference
    WHEN right(a.reference, 4) = '/won' AND a.status = 'dispute_won' THEN left(a.reference, -4)
    WHEN right(a.reference, 5) = '/lost' AND a.status = 'dispute_lost' THEN left(a.reference, -5) END AS name
  FROM adjustment a WHERE a.status IN ('dispute', 'dispute_won', 'dispute_lost')
), decided AS (
  SELECT DISTINCT payment_id, name FROM told WHERE status <> 'dispute' AND name IS NOT NULL
), undecided AS (
  SELECT t.payment_id, t.respond_by,
    row_number() OVER (PARTITION BY t.payment_id ORDER BY t.occurred_at, t.occurred_nanos, t.sequence) AS n
  FROM told t WHERE t.status = 'dispute'
    AND NOT EXISTS (SELECT FROM decided d WHERE d.payment_id = t.payment_id AND d.name = t.name)
), unnamed AS (
  SELECT t.payment_id, count(*) AS decisions FROM told t
  WHERE t.status <> 'dispute' AND NOT EXISTS (
    SELECT FROM told o WHERE o.payment_id = t.payment_id AND o.status = 'dispute' AND o.name = t.name)
  GROUP BY t.payment_id
)
SELECT u.payment_id, min(u.respond_by) AS respond_by FROM undecided u LEFT JOIN unnamed d ON d.payment_id = u.payment_id
WHERE u.n > coalesce(d.decisions, 0) GROUP BY u.payment_id;

UPDATE payment p SET in_dispute = true, respond_by = o.respond_by FROM open_disputes o WHERE p.id = o.payment_id;
UPDATE payment SET in_dispute = true WHERE status = 'dispute' AND NOT in_dispute;

CREATE INDEX payment_in_dispute ON payment (coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z'), id) WHERE in_dispute;
DROP INDEX payment_dispute_deadline;
