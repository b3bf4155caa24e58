-- The card that paid, at the payment and at the attempt: a page of the provider's tells it only now.
-- @param $1:paymentId
-- @param $2:attemptId
-- @param $3:cardBrand
-- @param $4:cardLast4
WITH noted AS (
  UPDATE attempt SET card_brand = $3, card_last4 = $4 WHERE id = $2 AND card_last4 IS DISTINCT FROM $4
)
UPDATE payment SET card_brand = $3, card_last4 = $4, scheme = $3, search = trim(search || ' ' || $4) WHERE id = $1
