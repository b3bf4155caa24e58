c.id, c.merchant_id AS "merchantId", c.policyholder_id AS "policyholderId", c.product_module_id AS "productModuleId",
c.payment_method_id AS "paymentMethodId", c.policy_number AS "policyNumber", c.package_name AS "packageName",
c.monthly_premium_minor AS "monthlyPremiumMinor", c.billing_day AS "billingDay",
c.billing_frequency AS "billingFrequency", c.currency, c.start_date AS "startDate", c.charges, c.status,
c.app_data AS "appData", c.created_by AS "createdBy", c.created_at AS "createdAt", c.updated_at AS "updatedAt"
