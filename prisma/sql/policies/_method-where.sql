AND c.status = 'active' AND EXISTS (SELECT FROM policy_payment_method m WHERE m.id = c.payment_method_id AND m.banv_status = 'blocked') -- @if methodBlocked
AND c.status = 'active' AND EXISTS (SELECT FROM policy_payment_method m WHERE m.id = c.payment_method_id AND m.type = 'debit_order' AND m.banv_status IN ('pending', 'processing', 'failed_verification')) -- @if methodUnverified
AND c.status = 'active' AND EXISTS (SELECT FROM policy_payment_method m WHERE m.id = c.payment_method_id AND m.type = 'card' AND card_end(m.details) <= $8::timestamptz) -- @if lapsesBy
