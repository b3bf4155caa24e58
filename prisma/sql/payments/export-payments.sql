-- A page of a search as a file has it: less than a list shows, and instants already written as they are there.
SELECT p.id, p.kind, p.type, p.category, p.status, p.currency, p.precision, p.initial_amount_minor AS "initialAmountMinor",
  p.collected_minor AS "collectedMinor", p.refunded_minor AS "refundedMinor",
  p.disputed_minor AS "disputedMinor", p.returned_minor AS "returnedMinor", p.paid_out_minor AS "paidOutMinor",
  p.reference, p.merchant_reference AS "merchantReference", p.customer_id AS "customerId", p.card_brand AS "cardBrand",
  p.card_last4 AS "cardLast4", p.failure_code AS "failureCode", p.description, p.metadata, p.mode,
  to_char(p.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt",
  to_char(p.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt",
  to_char(p.respond_by, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "respondBy",
-- @include payments/_shown-columns
FROM (
SELECT * FROM payment p -- @replace found
) p
-- @include payments/_shown-joins
ORDER BY p.created_at -- @replace order
