SELECT offset_ms FROM test_clock WHERE id = 1
