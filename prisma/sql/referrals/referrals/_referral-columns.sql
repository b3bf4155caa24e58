r.id, r.merchant_id AS "merchantId", r.partnership_id AS "partnershipId", s.partner_id AS "partnerId", r.uid, r.email,
r.state, r.state_set_at AS "stateSetAt", r.expires_at AS "expiresAt", r.first_paid_at AS "firstPaidAt",
r.created_at AS "createdAt", r.updated_at AS "updatedAt"
