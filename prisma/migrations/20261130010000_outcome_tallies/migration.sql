-- How many payments were paid and tried, and how often cards were declined, by the quarter of an hour the payment was made
-- or the attempt begun in, so that the overview reads sums and never payments. Rows are added as fresh by whoever changes
-- something, and put together by a job, as those of money_tally are.
CREATE TABLE outcome_tally (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  merchant_id uuid NOT NULL,
  payment_at timestamptz(3) NOT NULL,
  test boolean NOT NULL,
  paid integer NOT NULL,
  tried integer NOT NULL,
  fresh boolean NOT NULL DEFAULT true
);
CREATE INDEX outcome_tally_fresh ON outcome_tally (id) WHERE fresh;
CREATE UNIQUE INDEX outcome_tally_once ON outcome_tally (payment_at, merchant_id, test) WHERE NOT fresh;

CREATE TABLE decline_tally (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  merchant_id uuid NOT NULL,
  attempted_at timestamptz(3) NOT NULL,
  test boolean NOT NULL,
  decline_code text NOT NULL,
  attempts integer NOT NULL,
  fresh boolean NOT NULL DEFAULT true
);
CREATE INDEX decline_tally_fresh ON decline_tally (id) WHERE fresh;
CREATE UNIQUE INDEX decline_tally_once ON decline_tally (attempted_at, merchant_id, test, decline_code) WHERE NOT fresh;

INSERT INTO outcome_tally (merchant_id, payment_at, test, paid, tried, fresh)
SELECT p.merchant_id, date_bin('15 minutes', p.created_at, '2000-01-01 00:00:00Z'), coalesce(p.mode = 'test', false),
  count(*) FILTER (WHERE p.stage = 'completed'), count(*), false
FROM payment p
WHERE p.type = 'PAY-IN' AND (p.stage IN ('completed', 'failed') OR p.id IN (
  SELECT a.payment_id FROM attempt a WHERE a.operation = 'charge' AND a.state = 'failed'))
GROUP BY 1, 2, 3;

INSERT INTO decline_tally (merchant_id, attempted_at, test, decline_code, attempts, fresh)
SELECT p.merchant_id, date_bin('15 minutes', a.started_at, '2000-01-01 00:00:00Z'), NOT coalesce(c.live, false),
  coalesce(a.decline_code, 'unknown'), count(*), false
FROM attempt a JOIN payment p ON p.id = a.payment_id LEFT JOIN connection c ON c.id = a.connection_id
WHERE a.operation = 'charge' AND a.state = 'failed'
GROUP BY 1, 2, 3, 4;

-- Failed attempts are counted from the sums: nothing asks for them by their time alone any more.
DROP INDEX attempt_failed;
