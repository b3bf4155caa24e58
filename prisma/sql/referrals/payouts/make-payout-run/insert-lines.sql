-- @param $1:runId
-- @param $2:lines
INSERT INTO payout_line (
  id, payout_run_id, partner_id, currency, outcome, commissions_minor, clawbacks_minor, amount_minor, minimum_minor,
  commissions)
SELECT id, $1, "partnerId", currency, outcome, "commissionsMinor", "clawbacksMinor", "amountMinor", "minimumMinor",
  jsonb_array_length("commissionIds")
FROM jsonb_to_recordset($2::jsonb) AS l (
  id uuid, "partnerId" uuid, currency text, outcome text, "commissionsMinor" bigint, "clawbacksMinor" bigint,
  "amountMinor" bigint, "minimumMinor" bigint, "commissionIds" jsonb)
