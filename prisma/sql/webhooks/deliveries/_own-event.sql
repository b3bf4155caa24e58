(e.merchant_id IS NULL OR o.merchant_id = e.merchant_id)
