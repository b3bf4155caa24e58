-- @param $1:partnerId
SELECT currency, coalesce(sum(amount_minor) FILTER (WHERE state = 'pending'), 0)::bigint AS "pendingMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'approved'), 0)::bigint AS "owedMinor",
  coalesce(sum(amount_minor) FILTER (WHERE state = 'paid'), 0)::bigint AS "paidMinor"
FROM commission WHERE partner_id = $1 GROUP BY currency ORDER BY currency
