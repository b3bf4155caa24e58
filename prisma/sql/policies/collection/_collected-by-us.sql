-- Which payments of a policy_payment y are ours to collect; the others wait to be told what became of them.
y.payment_type = 'premium' AND (y.collection_type = 'card' OR y.collection_type LIKE 'debit\_order\_%')
