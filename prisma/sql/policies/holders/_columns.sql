h.id, h.merchant_id AS "merchantId", h.type, h.identification, h.first_name AS "firstName",
h.last_name AS "lastName", h.email, h.cellphone, h.created_at AS "createdAt", h.updated_at AS "updatedAt"
