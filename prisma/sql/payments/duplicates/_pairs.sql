SELECT one.id, other.id AS other_id, one.created_at FROM kept one JOIN kept other
ON other.merchant_id = one.merchant_id AND other.currency = one.currency AND other.precision = one.precision
  AND other.initial_amount_minor = one.initial_amount_minor AND other.person = one.person AND other.id <> one.id
  AND other.created_at BETWEEN one.created_at - interval '1 day' AND one.created_at + interval '1 day'
UNION
SELECT one.id, other.id, one.created_at FROM kept one JOIN kept other
ON other.merchant_id = one.merchant_id AND other.currency = one.currency AND other.precision = one.precision
  AND other.initial_amount_minor = one.initial_amount_minor AND other.reference = one.reference AND other.id <> one.id
  AND other.created_at BETWEEN one.created_at - interval '1 day' AND one.created_at + interval '1 day'
