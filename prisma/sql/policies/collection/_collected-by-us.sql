y.payment_type = 'premium' AND (y.collection_type = 'card' OR y.collection_type LIKE 'debit\_order\_%')
