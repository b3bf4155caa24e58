  AND c.state = 'approved' AND c.kind = 'commission' AND (SELECT CASE WHEN p.status = 'dispute_lost' THEN 'dispute_lost'
    WHEN p.status <> 'dispute' THEN 'payable' END FROM payment p WHERE p.id = c.payment_id) = $STANDING
