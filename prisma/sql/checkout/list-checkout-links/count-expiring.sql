-- Links nobody has paid whose time ends between two moments, counted up to a limit.
-- @param $1:merchantId?
-- @param $2:after
-- @param $3:until
-- @param $4:limit
SELECT count(*)::int AS count FROM (
  SELECT FROM checkout_link l
  WHERE l.due_at > $2 AND l.due_at <= $3 AND EXISTS (
    -- Of each link, and not of every payment that waits.
    SELECT FROM payment p
    WHERE p.id = l.payment_id AND p.stage = 'pending' AND ($1::uuid IS NULL OR p.merchant_id = $1) OFFSET 0)
  LIMIT $4) expiring
