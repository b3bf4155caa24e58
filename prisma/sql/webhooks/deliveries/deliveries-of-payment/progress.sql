-- What changes whenever a delivery of a payment is made, begun or settled.
-- @param $1:paymentId
SELECT count(*)::int AS deliveries, coalesce(sum(attempts), 0)::int AS attempts,
  count(*) FILTER (WHERE sending)::int AS sending, max(updated_at) AS "updatedAt"
FROM webhook_delivery WHERE payment_id = $1
