-- A reversal that failed, or was called off, gave nothing back: the premium may be reversed again, once.
ALTER TABLE policy_payment DROP CONSTRAINT policy_payment_reversal_of_key;
CREATE UNIQUE INDEX policy_payment_reversed_once ON policy_payment (reversal_of) WHERE live;

CREATE OR REPLACE FUNCTION payments_alike(payment_id uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT other.id
  FROM payment one JOIN payment other ON other.merchant_id = one.merchant_id
    AND other.initial_amount_minor = one.initial_amount_minor AND other.type = 'PAY-IN'
    AND other.created_at BETWEEN one.created_at - interval '1 day' AND one.created_at + interval '1 day'
  WHERE one.id = $1 AND one.type = 'PAY-IN' AND other.id <> one.id
    AND other.currency = one.currency AND other.precision = one.precision
    AND one.collected_minor > one.refunded_minor + one.disputed_minor + one.returned_minor
    AND other.collected_minor > other.refunded_minor + other.disputed_minor + other.returned_minor
    AND (nullif(one.merchant_reference, '') = other.merchant_reference
      OR person_of_payment(one.id) = person_of_payment(other.id))
    AND NOT EXISTS (SELECT FROM policy_payment b WHERE b.reversal_of IN (one.id, other.id) AND b.live)
$$;
