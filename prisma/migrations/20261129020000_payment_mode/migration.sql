-- Whether a payment's money is real: as the connection it was asked through, or whose mirror it is. Null while nobody has
-- been asked, and for what was reported and went through no connection of ours.
ALTER TABLE payment ADD COLUMN mode text CONSTRAINT payment_mode CHECK (mode IN ('test', 'live'));

UPDATE payment p SET mode = a.mode
FROM (
  SELECT DISTINCT ON (t.payment_id) t.payment_id, CASE WHEN c.live THEN 'live' ELSE 'test' END AS mode
  FROM attempt t LEFT JOIN connection c ON c.id = t.connection_id
  WHERE t.operation IN ('charge', 'payout')
  ORDER BY t.payment_id, (t.state = 'succeeded') DESC, t.started_at DESC) a
WHERE a.payment_id = p.id;

UPDATE payment p SET mode = CASE WHEN c.live THEN 'live' ELSE 'test' END
FROM mirrored_payment m JOIN account_mirror a ON a.connector_id = m.connector_id JOIN connection c ON c.id = a.connection_id
WHERE m.payment_id = p.id AND NOT m.ours;

-- Whichever of the two a deployment has few of.
CREATE INDEX payment_live_created ON payment (created_at DESC, id DESC) WHERE mode = 'live';
CREATE INDEX payment_test_created ON payment (created_at DESC, id DESC) WHERE mode = 'test';
