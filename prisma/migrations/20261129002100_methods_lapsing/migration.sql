-- The first day on which a card is not good any more: cards end with a month. NULL where nobody said when.
CREATE FUNCTION card_end(details jsonb) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (make_date((details #>> '{card,expiry_year}')::integer, (details #>> '{card,expiry_month}')::integer, 1)
    + interval '1 month')::date
$$;

-- What needs a person is counted on every overview: methods that soon collect nothing are few, too.
CREATE INDEX policy_payment_method_card_end ON policy_payment_method (card_end(details)) WHERE type = 'card';
CREATE INDEX policy_payment_method_unverified ON policy_payment_method (merchant_id)
  WHERE banv_status IN ('pending', 'processing', 'failed_verification');
