u.id, u.merchant_id AS "merchantId", u.policy_id AS "policyId", u.type, u.status, u.amount_minor AS "amountMinor",
u.redeemable_from AS "redeemableFrom", u.redeemable_to AS "redeemableTo", u.reason, u.payment_date AS "paymentDate",
u.billing_date AS "billingDate", u.redeemed_at AS "redeemedAt", u.created_by AS "createdBy",
u.created_at AS "createdAt", u.updated_at AS "updatedAt"
