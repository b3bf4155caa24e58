-- Broken by whatever this finds: a blocked method has its reason.
SELECT id FROM policy_payment_method WHERE (banv_status = 'blocked') <> (blocked_reason IS NOT NULL)
