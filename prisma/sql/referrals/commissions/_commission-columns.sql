c.id, c.merchant_id AS "merchantId", c.partner_id AS "partnerId", c.partnership_id AS "partnershipId",
c.referral_id AS "referralId", c.payment_id AS "paymentId", c.kind, c.currency,
c.initial_amount_minor AS "initialAmountMinor", c.amount_minor AS "amountMinor", c.rule, c.state,
c.state_set_at AS "stateSetAt", c.approve_at AS "approveAt", c.approved_at AS "approvedAt",
c.payout_line_id AS "payoutLineId", c.created_at AS "createdAt"
