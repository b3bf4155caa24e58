-- @param $1:paymentId
-- @param $2:cardBrand
-- @param $3:cardLast4
UPDATE payment SET card_brand = $2, card_last4 = $3, scheme = $2, search = trim(search || ' ' || $3) WHERE id = $1
