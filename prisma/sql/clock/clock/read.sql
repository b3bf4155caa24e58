-- The deployment's clock, and those of the merchants that are ahead of it: `<merchant> <milliseconds>`. Told with it, so that
-- nobody asks apart: whether the database is held.
SELECT c.offset_ms, EXISTS (SELECT 1 FROM deployment WHERE held_at IS NOT NULL) AS held, ARRAY(
  SELECT m.merchant_id || ' ' || max(m.offset_ms) FROM merchant_test_clock m
  WHERE m.deleted_at IS NULL GROUP BY m.merchant_id HAVING max(m.offset_ms) > c.offset_ms) AS merchants
FROM test_clock c WHERE c.id = 1
