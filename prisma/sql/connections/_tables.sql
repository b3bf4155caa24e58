  connection c LEFT JOIN merchant m ON m.id = c.merchant_id
