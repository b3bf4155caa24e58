-- @param $1:rows
WITH taken AS (
  DELETE FROM money_tally WHERE id IN (
    SELECT id FROM money_tally WHERE fresh ORDER BY id LIMIT $1::int FOR UPDATE SKIP LOCKED)
  RETURNING merchant_id, currency, precision, event_at, payment_at, arrivals, collected_minor, refunded_minor,
    disputed_minor, returned_minor, paid_out_minor, test
)
INSERT INTO money_tally AS t (merchant_id, currency, precision, event_at, payment_at, test, arrivals,
  collected_minor, refunded_minor, disputed_minor, returned_minor, paid_out_minor, fresh)
SELECT merchant_id, currency, precision, event_at, payment_at, test, sum(arrivals), sum(collected_minor), sum(refunded_minor),
  sum(disputed_minor), sum(returned_minor), sum(paid_out_minor), false
FROM taken GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
ON CONFLICT (merchant_id, currency, precision, event_at, payment_at, test) WHERE NOT fresh DO UPDATE SET
  arrivals = t.arrivals + excluded.arrivals,
  collected_minor = t.collected_minor + excluded.collected_minor,
  refunded_minor = t.refunded_minor + excluded.refunded_minor,
  disputed_minor = t.disputed_minor + excluded.disputed_minor,
  returned_minor = t.returned_minor + excluded.returned_minor,
  paid_out_minor = t.paid_out_minor + excluded.paid_out_minor
