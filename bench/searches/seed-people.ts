import { billingSettings, toStored } from "@/lib/policies/modules/billing-settings";

const HOLDER_IDS = 11;
const POLICY_IDS = 12;
const METHOD_IDS = 13;
const MODULE_IDS = 14;
const REFERRAL_IDS = 15;
const PARTNER_IDS = 16;
const PARTNERSHIP_IDS = 17;
const ATTEMPT_IDS = 18;
const ACCOUNT_IDS = 19;

/** One payment in ten is a premium, one in twenty of a referral, one in twenty at a provider, one in ten was declined. */
const POLICY_SHARE = 10;
const OTHER_SHARE = 20;
const PREMIUMS_PER_POLICY = 12;
const PAYMENTS_PER_REFERRAL = 10;
export const PARTNERS = 200;
const ACCOUNTS = 100;

const SETTINGS = JSON.stringify({ billing: toStored(billingSettings.parse({})) });

const id = (what: number, n: string) => `pg_temp.seed_id(${what}, ${n}, '2024-01-01')`;

/** Statements of a seed that give some of its payments to policies, referrals and accounts, and some an attempt that was declined. */
export function peopleStatements(merchantId: string): string[] {
  return [
    `CREATE TEMP TABLE numbered AS SELECT id, kind, amount_minor, created_at, row_number() OVER (ORDER BY id) AS n,
      count(*) OVER () AS total FROM payment`,
    `INSERT INTO product_module (id, merchant_id, key, name, settings, created_at, updated_at)
      VALUES (${id(MODULE_IDS, "1")}, '${merchantId}', 'life', 'Life', '${SETTINGS}', now(), now())`,
    `CREATE TEMP TABLE premium AS SELECT id, amount_minor, created_at, n,
      1 + n / ${POLICY_SHARE} / ${PREMIUMS_PER_POLICY} AS policy FROM numbered WHERE n % ${POLICY_SHARE} = 3`,
    `CREATE TEMP TABLE insured AS SELECT DISTINCT policy AS n,
      pg_temp.one_of(policy, 'Thandi', 'Jürgen', 'Sipho', 'Naledi', 'Pieter', 'Amina', 'Ruan') AS first_name,
      pg_temp.one_of(policy / 7, 'Nkosi', 'D''Souza', 'van Wyk', 'Dlamini', 'Botha', 'Jacobs', 'Mokoena') || '-' || policy
        AS last_name FROM premium`,
    `INSERT INTO policyholder (id, merchant_id, type, identification, first_name, last_name, email, cellphone, search,
        created_at, updated_at)
      SELECT ${id(HOLDER_IDS, "n")}, '${merchantId}', 'individual', '{}', first_name, last_name,
        'holder' || n || '@holders.example', '+27 82 ' || lpad(n::text, 7, '0'),
        search_key(concat_ws(' ', first_name, last_name, 'holder' || n || '@holders.example')), now(), now() FROM insured`,
    `INSERT INTO policy_payment_method (id, merchant_id, policyholder_id, type, last4, created_at, updated_at)
      SELECT ${id(METHOD_IDS, "n")}, '${merchantId}', ${id(HOLDER_IDS, "n")}, 'eft', lpad((n % 10000)::text, 4, '0'), now(),
        now() FROM insured`,
    `INSERT INTO policy (id, merchant_id, policyholder_id, product_module_id, payment_method_id, policy_number, package_name,
        monthly_premium_minor, billing_day, billing_frequency, currency, start_date, status, search, created_at, updated_at)
      SELECT ${id(POLICY_IDS, "n")}, '${merchantId}', ${id(HOLDER_IDS, "n")}, ${id(MODULE_IDS, "1")}, ${id(METHOD_IDS, "n")},
        'POL-' || n, 'Family', 25000, 1, 'monthly', 'GBP', now(), 'active',
        search_key(concat_ws(' ', 'POL-' || n, first_name, last_name)), now(), now() FROM insured`,
    `INSERT INTO policy_payment (payment_id, merchant_id, policy_id, payment_method_id, amount_minor, net_amount_minor,
        payment_type, premium_type, collection_type, payment_date, action_date, original_id, live, created_at)
      SELECT id, '${merchantId}', ${id(POLICY_IDS, "policy")}, ${id(METHOD_IDS, "policy")}, amount_minor, amount_minor,
        'premium', 'recurring', 'eft', created_at, created_at, id, true, created_at FROM premium`,
    `UPDATE payment p SET kind = 'policy', customer_id = NULL,
        search = search_key(concat_ws(' ', 'POL-' || i.n, i.first_name, i.last_name))
      FROM premium m JOIN insured i ON i.n = m.policy WHERE p.id = m.id`,
    `INSERT INTO partner (id, merchant_id, name, email, slug, created_at)
      SELECT ${id(PARTNER_IDS, "n")}, '${merchantId}', 'Partner Rosa' || n, 'rosa' || n || '@partners.example', 'rosa-' || n,
        now() FROM generate_series(1, ${PARTNERS}) n`,
    `INSERT INTO partnership (id, merchant_id, partner_id, commission_type, basis_points, recurrence, hold_days,
        referral_expiry_days, minimum_payout_minor, state, state_set_at, created_at)
      SELECT ${id(PARTNERSHIP_IDS, "n")}, '${merchantId}', ${id(PARTNER_IDS, "n")}, 'percent', 1000, 'lifetime', 30, 90, 0,
        'accepted', now(), now() FROM generate_series(1, ${PARTNERS}) n`,
    `CREATE TEMP TABLE referred AS SELECT id, amount_minor, created_at, 1 + n / ${OTHER_SHARE} / ${PAYMENTS_PER_REFERRAL} AS referral
      FROM numbered WHERE n % ${OTHER_SHARE} = 5`,
    `INSERT INTO referral (id, merchant_id, partnership_id, uid, email, state, state_set_at, created_at, updated_at)
      SELECT ${id(REFERRAL_IDS, "n")}, '${merchantId}', ${id(PARTNERSHIP_IDS, `1 + n % ${PARTNERS}`)}, 'uid' || n,
        'referred' || n || '@referred.example', 'converted', now(), now(), now()
      FROM (SELECT DISTINCT referral AS n FROM referred) r`,
    `INSERT INTO referral_payment (payment_id, referral_id, paid_at, sent_interval, mrr_minor, months)
      SELECT id, ${id(REFERRAL_IDS, "referral")}, created_at, 'month', amount_minor, 1 FROM referred`,
    "UPDATE payment p SET kind = 'referral', customer_id = NULL FROM referred r WHERE p.id = r.id",
    `INSERT INTO connected_account (id, connector_id, merchant_id, reference, type, name, metadata, created_at)
      SELECT ${id(ACCOUNT_IDS, "n")}, (SELECT id FROM connector WHERE merchant_id IS NULL ORDER BY id LIMIT 1), '${merchantId}',
        'acc-' || n, 'INTERNAL', 'Größe Treasury' || n, jsonb_build_object('email', 'cash' || n || '@treasury.example'), now()
      FROM generate_series(1, ${ACCOUNTS}) n`,
    `INSERT INTO connected_payment (payment_id, source_account_id)
      SELECT m.id, connected_account_id(k.provider, k.reference, 'acc-' || 1 + n / ${OTHER_SHARE} % ${ACCOUNTS})
      FROM numbered m, (SELECT provider, reference FROM connector WHERE merchant_id IS NULL ORDER BY id LIMIT 1) k
      WHERE n % ${OTHER_SHARE} = 15`,
    `UPDATE payment p SET kind = 'connected', customer_id = NULL FROM numbered m
      WHERE p.id = m.id AND m.n % ${OTHER_SHARE} = 15`,
    `INSERT INTO attempt (id, payment_id, operation, number, connector, state, amount_minor, card_brand, card_last4,
        decline_code, provider_reference, actor_type, actor_id, actor_label, request_id, started_at, asked_at, finished_at)
      SELECT ${id(ATTEMPT_IDS, "n")}, id, 'charge', 2, 'sandbox', 'failed', amount_minor, 'visa',
        lpad((n / 10 % 10000)::text, 4, '0'), CASE WHEN n % 1000 = 0 THEN 'lost_card' ELSE 'insufficient_funds' END,
        'sbx_ch_' || n, 'customer', id::text, 'Customer', id::text, created_at, created_at, created_at
      FROM numbered WHERE n % 10 = 0`,
    // Only checkout payments have links.
    "DELETE FROM checkout_link l USING payment p WHERE p.id = l.payment_id AND p.kind <> 'checkout'",
    `INSERT INTO decline_tally (merchant_id, attempted_at, test, decline_code, attempts, fresh)
      SELECT '${merchantId}', date_bin('15 minutes', started_at, '2000-01-01 00:00:00Z'), true, decline_code, count(*), false
      FROM attempt WHERE state = 'failed' GROUP BY 2, 4`,
    "DROP TABLE numbered, premium, insured, referred",
  ];
}
