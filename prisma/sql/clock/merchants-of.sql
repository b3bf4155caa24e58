-- Whose the objects are that a call names, whatever they are.
-- @param $1:ids
SELECT DISTINCT merchant_id AS "merchantId" FROM (
  SELECT id AS merchant_id FROM merchant WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT p.merchant_id FROM attempt a JOIN payment p ON p.id = a.payment_id WHERE a.id = ANY ($1)
  UNION ALL SELECT merchant_id FROM customer WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM payment WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM payment_initiation WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM partner WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM partnership WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM referral WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM commission WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM payout_run WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM policyholder WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM product_module WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM policy_payment_method WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM policy WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM policy_payment_coupon WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM payment_batch WHERE id = ANY ($1)
  UNION ALL SELECT merchant_id FROM mandate WHERE id = ANY ($1)
) named
