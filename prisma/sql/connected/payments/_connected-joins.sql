JOIN connector k ON k.id = p.connector_id
LEFT JOIN connected_payment c ON c.payment_id = p.id
