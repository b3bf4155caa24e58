-- Broken by whatever this finds: every step of a commission, a referral or a partnership has its event.
SELECT s.object_type || ' ' || s.object_id AS id FROM state_change s GROUP BY s.object_type, s.object_id
HAVING count(*) <> (SELECT count(*) FROM outbox o WHERE o.object_id = s.object_id::text
  AND o.type LIKE s.object_type || '.%')
