-- The deployment's clock, and those of the merchants that are ahead of it: `<merchant> <milliseconds>`.
SELECT c.offset_ms, ARRAY(
  SELECT m.merchant_id || ' ' || max(m.offset_ms) FROM merchant_test_clock m
  WHERE m.deleted_at IS NULL GROUP BY m.merchant_id HAVING max(m.offset_ms) > c.offset_ms) AS merchants
FROM test_clock c WHERE c.id = 1
