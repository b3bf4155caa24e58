-- Broken by whatever this finds: no payment is shown as of another mode than its money was.
SELECT p.id FROM payment p
JOIN attempt a ON a.payment_id = p.id AND a.operation IN ('charge', 'payout') AND a.state = 'succeeded'
LEFT JOIN connection c ON c.id = a.connection_id
WHERE p.mode <> CASE WHEN c.live THEN 'live' ELSE 'test' END
