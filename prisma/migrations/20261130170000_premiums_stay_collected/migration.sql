-- A premium that its provider gave back took the status of the refund, was no longer held for collected, and could be
-- collected once more. It stays collected: what follows its status follows by the triggers there are. Of attempts at one
-- premium that were both collected one alone can be told so; which of them is to be given back, a person says.
UPDATE payment p SET status = (
  SELECT a.status FROM adjustment a
  WHERE a.payment_id = p.id AND a.status IN ('pending', 'submitted', 'processing', 'succeeded', 'failed', 'cancelled')
  ORDER BY a.occurred_at DESC, a.occurred_nanos DESC, a.sequence DESC LIMIT 1)
FROM (
  SELECT DISTINCT ON (y.original_id) y.payment_id
  FROM policy_payment y JOIN payment q ON q.id = y.payment_id
  WHERE q.kind = 'policy' AND q.status NOT IN ('pending', 'submitted', 'processing', 'succeeded', 'failed', 'cancelled')
    AND NOT EXISTS (SELECT FROM policy_payment o WHERE o.original_id = y.original_id AND o.live)
  ORDER BY y.original_id, y.retry_number DESC) stays
WHERE p.id = stays.payment_id;
