SELECT e.id FROM connection here
JOIN connection e ON e.provider = here.provider AND e.account_reference = here.account_reference AND e.live = here.live
WHERE here.id = $3 AND e.disconnected_at IS NOT NULL AND (here.merchant_id IS NULL OR here.merchant_id = p.merchant_id)
