-- Lists that read everything to show a page of it get an index in their order.
-- Whoever sees every merchant:
CREATE INDEX customer_created ON customer (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX referral_recent ON referral (created_at DESC, id DESC);
CREATE INDEX commission_recent ON commission (created_at DESC, id DESC);
-- What payments of one kind are; the other kinds have one category each.
CREATE INDEX payment_category_created ON payment (category, created_at DESC, id DESC)
  WHERE category NOT IN ('checkout', 'referral');
-- Failed premiums, of which the overview counts those without a retry, and which their list goes through.
CREATE INDEX payment_premium_failed ON payment (id) WHERE kind = 'policy' AND status = 'failed';
-- Disputes by when they are to be answered, those without a deadline last; it serves the first deadline ahead as well.
CREATE INDEX payment_dispute_deadline ON payment (coalesce(respond_by, timestamptz '9999-12-31T00:00:00.000Z'), id)
  WHERE status = 'dispute';
DROP INDEX payment_respond_by;

-- Whose payment it is, where that is known.
CREATE FUNCTION person_of_payment(payment_id uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE COST 1000 AS $$
  SELECT CASE
      WHEN c.id IS NOT NULL THEN person_key(c.person_id, c.email, c.id)
      WHEN h.id IS NOT NULL THEN person_key(h.person_id, h.email, h.id)
      WHEN f.id IS NOT NULL THEN person_key(f.person_id, f.email, f.id)
      WHEN a.id IS NOT NULL THEN person_key(a.person_id, account_email(a.metadata), a.id)
      ELSE x.source_account_id
    END
  FROM payment p
  LEFT JOIN customer c ON c.id = p.customer_id
  LEFT JOIN policy_payment y ON y.payment_id = p.id AND p.kind = 'policy'
  LEFT JOIN policy o ON o.id = y.policy_id
  LEFT JOIN policyholder h ON h.id = o.policyholder_id
  LEFT JOIN referral_payment e ON e.payment_id = p.id AND p.kind = 'referral'
  LEFT JOIN referral f ON f.id = e.referral_id
  LEFT JOIN connected_payment x ON x.payment_id = p.id AND p.kind = 'connected'
  LEFT JOIN connected_account a ON a.connector_id = p.connector_id
    AND text_key(a.reference) = text_key(connected_account_reference(x.source_account_id))
  WHERE p.id = $1
$$;

-- The payments that may be the same money as this one paid twice: of the same merchant, amount and currency within a day, by
-- the same person or under the same reference, with money of both still there. Looks at those of the same amount alone.
CREATE FUNCTION payments_alike(payment_id uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
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
    AND NOT EXISTS (SELECT FROM policy_payment b WHERE b.reversal_of IN (one.id, other.id))
$$;
