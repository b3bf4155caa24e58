  AND c.state = 'approved' AND c.kind = 'commission' AND EXISTS (SELECT FROM payment p WHERE p.id = c.payment_id AND p.status NOT IN ('dispute', 'dispute_lost')) -- @if payable
  AND c.state = 'approved' AND c.kind = 'commission' AND EXISTS (SELECT FROM payment p WHERE p.id = c.payment_id AND p.status = 'dispute_lost') -- @if dispute_lost
