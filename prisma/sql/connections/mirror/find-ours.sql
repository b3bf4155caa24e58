-- The charge of ours that something at an account is, through whichever connection of that account it was made.
-- @param $1:connectionId
-- @param $2:attemptId?
-- @param $3:providerReference?
SELECT t.payment_id AS "paymentId"
FROM connection here
JOIN connection c ON c.provider = here.provider AND c.account_reference = here.account_reference
JOIN attempt t ON t.connection_id = c.id AND t.operation = 'charge' AND (t.id = $2::uuid OR t.provider_reference = $3::text)
WHERE here.id = $1
ORDER BY coalesce(t.id = $2::uuid, false) DESC LIMIT 1
