s.commission_type AS "commissionType", s.basis_points AS "basisPoints", s.flat_amount_minor AS "flatAmountMinor",
s.flat_currency AS "flatCurrency", s.recurrence, s.months, s.hold_days AS "holdDays",
s.referral_expiry_days AS "referralExpiryDays", s.minimum_payout_minor AS "minimumPayoutMinor"
