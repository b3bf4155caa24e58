-- A dispute that is open, or lost, outranks what came after it: a refund that was under way when the bank asked. Payments
-- of connectors that are mirrored keep showing what happened last.
UPDATE payment p SET status = d.status, updated_at = now()
FROM (
  SELECT payment_id, CASE
    WHEN count(*) FILTER (WHERE status = 'dispute') > count(*) FILTER (WHERE status IN ('dispute_won', 'dispute_lost'))
      THEN 'dispute'
    WHEN count(*) FILTER (WHERE status = 'dispute_lost') > 0 THEN 'dispute_lost' END AS status
  FROM adjustment WHERE status IN ('dispute', 'dispute_won', 'dispute_lost') GROUP BY payment_id
) d
WHERE p.id = d.payment_id AND p.kind <> 'connected' AND d.status IS NOT NULL AND p.status <> d.status;
