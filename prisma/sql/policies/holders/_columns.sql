h.id, h.merchant_id AS "merchantId", h.type, h.identification, h.first_name AS "firstName",
h.last_name AS "lastName", h.email, h.cellphone, h.details, h.app_data AS "appData", h.created_by AS "createdBy",
array(SELECT p.id FROM policy p WHERE p.policyholder_id = h.id ORDER BY p.created_at DESC, p.id DESC) AS "policyIds",
h.created_at AS "createdAt", h.updated_at AS "updatedAt"
