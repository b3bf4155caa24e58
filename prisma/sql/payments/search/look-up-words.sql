-- What each word of a search names, looked up where it is kept; and the payments a word finds, when they are few.
-- Lists are given as text, for they only come back as parameters; null is more than there may be, and no more of it is read.
-- @param $1:words
-- @param $2:merchantId?
-- @param $3:namedMax
-- @param $4:foundMax
-- @param $5:newestRows
-- @param $6:commonRows
WITH word AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (
    place integer, pattern text, parts text[], whole text, people text, exact text[], id uuid, last4 text,
    phone text, phone_end text, minors bigint[], amounts jsonb)
), newest AS MATERIALIZED (
  SELECT search FROM payment ORDER BY created_at DESC, id DESC LIMIT $5::integer
)
SELECT w.place::integer AS place,
  usual.is OR EXISTS (SELECT 1 FROM merchant m WHERE m.id = w.id)
    OR EXISTS (SELECT 1 FROM connector k WHERE k.id = w.id) AS common,
  customers.ids::text AS "customerIds", policies.ids::text AS "policyIds", methods.ids::text AS "methodIds",
  referrals.ids::text AS "referralIds", accounts.ids::text AS "accountIds", payments.ids::text AS "paymentIds", found.ids::text AS "foundIds"
FROM word w
-- A word that the newest payments are full of is not looked for in the index: it would give nearly all of them.
CROSS JOIN LATERAL (
  SELECT count(*) >= $6::integer AS is FROM newest n WHERE n.search LIKE w.pattern
) usual
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    SELECT c.id FROM customer c
    WHERE (search_key(c.name) LIKE w.people OR search_key(c.email) LIKE w.people
        OR search_key(c.external_id) LIKE w.people OR phone_key(c.phone) LIKE w.phone
        OR phone_key(c.phone) LIKE w.phone_end OR c.id = w.id)
      AND (w.whole IS NULL OR search_key(concat_ws(' ', c.name, c.email, c.external_id)) ~ w.whole)
      AND ($2::uuid IS NULL OR c.merchant_id = $2))
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT id FROM named LIMIT $3::integer + 1) c
) customers
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    (SELECT y.id FROM policyholder h JOIN policy y ON y.policyholder_id = h.id
    WHERE (h.search LIKE w.people OR phone_key(h.cellphone) LIKE w.phone OR phone_key(h.cellphone) LIKE w.phone_end
        OR h.id = w.id)
      AND (w.whole IS NULL OR h.search ~ w.whole)
      AND ($2::uuid IS NULL OR h.merchant_id = $2) LIMIT $3::integer + 1)
    UNION
    (SELECT y.id FROM policy y
    WHERE (y.search LIKE w.people OR y.id = w.id) AND (w.whole IS NULL OR y.search ~ w.whole)
      AND ($2::uuid IS NULL OR y.merchant_id = $2) LIMIT $3::integer + 1))
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT id FROM named LIMIT $3::integer + 1) y
) policies
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    SELECT m.id FROM policy_payment_method m
    WHERE (m.last4 = w.last4 OR m.id = w.id) AND ($2::uuid IS NULL OR m.merchant_id = $2))
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT id FROM named LIMIT $3::integer + 1) m
) methods
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    (SELECT r.id FROM referral r
    WHERE (search_key(r.uid) LIKE w.people OR search_key(r.email) LIKE w.people OR r.id = w.id
        OR r.partnership_id = w.id)
      AND (w.whole IS NULL OR search_key(concat_ws(' ', r.uid, r.email)) ~ w.whole)
      AND ($2::uuid IS NULL OR r.merchant_id = $2) LIMIT $3::integer + 1)
    UNION
    (SELECT r.id FROM partner a JOIN partnership s ON s.partner_id = a.id JOIN referral r ON r.partnership_id = s.id
    WHERE (search_key(a.name) LIKE w.people OR search_key(a.email) LIKE w.people OR search_key(a.slug) LIKE w.people
        OR a.id = w.id)
      AND (w.whole IS NULL OR search_key(concat_ws(' ', a.name, a.email, a.slug)) ~ w.whole)
      AND ($2::uuid IS NULL OR a.merchant_id = $2) LIMIT $3::integer + 1))
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT id FROM named LIMIT $3::integer + 1) r
) referrals
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    SELECT connected_account_id(k.provider, k.reference, a.reference) AS id
    FROM connected_account a JOIN connector k ON k.id = a.connector_id
    WHERE (account_words(a.name, a.reference, a.metadata) LIKE w.people OR a.id = w.id)
      AND (w.whole IS NULL OR account_words(a.name, a.reference, a.metadata) ~ w.whole)
      AND ($2::uuid IS NULL OR a.merchant_id = $2)
    UNION SELECT e FROM unnest(w.exact) e WHERE e LIKE 'eyJ%')
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT id FROM named LIMIT $3::integer + 1) a
) accounts
CROSS JOIN LATERAL (
  WITH named AS MATERIALIZED (
    SELECT w.id
    UNION ALL SELECT t.payment_id FROM attempt t
      WHERE t.id = w.id OR t.saved_payment_method_id = w.id OR (t.card_last4 = w.last4 AND t.state <> 'succeeded')
        OR t.provider_reference = ANY (w.exact)
    UNION ALL SELECT p.id FROM saved_payment_method s
      JOIN payment p ON p.customer_id = s.customer_id AND p.card_last4 = s.last4 WHERE s.id = w.id
    UNION ALL SELECT l.payment_id FROM checkout_link l WHERE l.token = ANY (w.exact)
    UNION ALL SELECT p.id FROM payment p
      WHERE text_key(p.reference) = ANY (ARRAY(SELECT text_key(e) FROM unnest(w.exact) e))
    UNION ALL SELECT m.payment_id FROM commission m WHERE m.id = w.id
    UNION ALL SELECT m.payment_id FROM payout_line l JOIN commission m ON m.payout_line_id = l.id
      WHERE l.payout_run_id = w.id
    UNION ALL SELECT q.payment_id FROM request_payment q WHERE q.request_id = w.id
    UNION ALL SELECT o.payment_id FROM outbox o
      WHERE (o.request_id = w.id::text OR o.event_id = w.id) AND o.payment_id IS NOT NULL
    UNION ALL SELECT d.payment_id FROM webhook_delivery d WHERE d.id = w.id AND d.payment_id IS NOT NULL)
  SELECT CASE WHEN count(*) <= $3::integer THEN coalesce(array_agg(id), '{}') END AS ids
  FROM (SELECT n.id FROM named n WHERE n.id IS NOT NULL LIMIT $3::integer + 1) p
) payments
-- Read one after the other and only as far as foundMax: what is cheap stands first, and a plan for all of them is made.
CROSS JOIN LATERAL (
  WITH by_payment AS MATERIALIZED (
    SELECT p.id FROM payment p
    WHERE p.id = ANY (payments.ids) AND ($2::uuid IS NULL OR p.merchant_id = $2)
  ), by_card AS MATERIALIZED (
    SELECT p.id FROM payment p WHERE p.card_last4 = w.last4 AND ($2::uuid IS NULL OR p.merchant_id = $2)
  ), by_amount AS MATERIALIZED (
    SELECT p.id FROM payment p
    WHERE p.initial_amount_minor = ANY (w.minors) AND ($2::uuid IS NULL OR p.merchant_id = $2)
      AND EXISTS (
        SELECT 1 FROM jsonb_to_recordset(w.amounts) AS a ("decimal" numeric, currencies text[])
        WHERE p.initial_amount_minor = a."decimal" * 10::numeric ^ p.precision
          AND (a.currencies IS NULL OR p.currency = ANY (a.currencies)))
  ), by_customer AS MATERIALIZED (
    SELECT p.id FROM payment p WHERE p.customer_id = ANY (customers.ids)
  ), by_policy AS MATERIALIZED (
    SELECT y.payment_id AS id FROM policy_payment y WHERE y.policy_id = ANY (policies.ids)
  ), by_method AS MATERIALIZED (
    SELECT y.payment_id AS id FROM policy_payment y WHERE y.payment_method_id = ANY (methods.ids)
  ), by_referral AS MATERIALIZED (
    SELECT r.payment_id AS id FROM referral_payment r WHERE r.referral_id = ANY (referrals.ids)
  ), by_account AS MATERIALIZED (
    SELECT c.payment_id AS id FROM unnest(accounts.ids) a JOIN connected_payment c ON c.source_account_id = a
    UNION ALL SELECT c.payment_id FROM unnest(accounts.ids) a JOIN connected_payment c ON c.destination_account_id = a
  ), by_text AS MATERIALIZED (
    SELECT p.id FROM payment p
    WHERE NOT usual.is AND p.search LIKE w.pattern AND p.search LIKE ALL (w.parts)
      AND (w.whole IS NULL OR p.search ~ w.whole) AND ($2::uuid IS NULL OR p.merchant_id = $2)
  )
  SELECT CASE WHEN count(*) <= $4::integer THEN coalesce(array_agg(id), '{}') END AS ids FROM (
    SELECT id FROM (
      SELECT id FROM by_payment UNION ALL SELECT id FROM by_card UNION ALL SELECT id FROM by_amount
      UNION ALL SELECT id FROM by_customer UNION ALL SELECT id FROM by_policy
      UNION ALL SELECT id FROM by_method UNION ALL SELECT id FROM by_referral UNION ALL SELECT id FROM by_account
      UNION ALL SELECT id FROM by_text
    ) every LIMIT $4::integer + 1
  ) f
) found
