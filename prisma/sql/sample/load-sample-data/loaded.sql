SELECT 1 FROM audit_entry
WHERE object_type = 'sample_data' AND object_id = 'sample_data' AND action = 'sample_data.loaded' LIMIT 1
