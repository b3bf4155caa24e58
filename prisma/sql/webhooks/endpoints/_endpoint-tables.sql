webhook_endpoint e LEFT JOIN merchant m ON m.id = e.merchant_id
