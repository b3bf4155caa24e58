import { recordStatement } from "@/lib/payments/record-statement";

/** What a referral payment is recorded with besides the payment. `commission_id` is null where it earns nothing. */
export interface ReferralColumns extends Record<string, unknown> {
  referral_id: string;
  referral_was: string;
  state_set_was: Date;
  first_paid_was: Date | null;
  uid_was: string | null;
  email_was: string | null;
  partnership_was: string;
  /** The subscription as it was judged; null where there was none. */
  subscription_was: string | null;
  interval_was: string | null;
  interval_count_was: string | null;
  subscription_row_id: string | null;
  sent_referral_uid: string | null;
  sent_referral_id: string | null;
  sent_referral_email: string | null;
  sent_subscription_id: string | null;
  sent_interval: string | null;
  sent_interval_count: string | null;
  mrr_minor: string | null;
  months: string | null;
  partner_id: string;
  partnership_id: string;
  commission_id: string | null;
  commission_minor: string | null;
  commission_currency: string | null;
  commission_rule: unknown;
  approve_at: Date | null;
}

/**
 * The statement that locks a referral and records its payment, if the referral, its partnership and its subscription are
 * what the payment was judged by; with it its subscription, its commission and what becomes of the referral. What the payment makes of the referral is dated by the
 * payment, but never before the state it found. */
export const RECORD_REFERRAL = recordStatement({
  columns: `
      referral_id uuid, referral_was text, subscription_row_id uuid, sent_referral_uid text, sent_referral_id text,
      sent_referral_email text, sent_subscription_id text, sent_interval text, sent_interval_count bigint,
      mrr_minor bigint, months bigint, partner_id uuid, partnership_id uuid, commission_id uuid,
      commission_minor bigint, commission_currency text, commission_rule jsonb, approve_at timestamptz,
      state_set_was timestamptz, first_paid_was timestamptz, uid_was text, email_was text, partnership_was text,
      subscription_was uuid, interval_was text, interval_count_was bigint`,
  before: `paid_referral AS MATERIALIZED (
    SELECT r.id, r.state, r.state_set_at, r.first_paid_at, r.uid, r.email, s.state AS partnership_state
    FROM input i JOIN referral r ON r.id = i.referral_id JOIN partnership s ON s.id = r.partnership_id
    FOR UPDATE OF r FOR SHARE OF s
  )`,
  allowed: `(SELECT (r.state, r.state_set_at, r.first_paid_at, r.uid, r.email, r.partnership_state) IS NOT DISTINCT FROM
          (i.referral_was, i.state_set_was, i.first_paid_was, i.uid_was, i.email_was, i.partnership_was)
        AND (u.id, u.interval, u.interval_count) IS NOT DISTINCT FROM
          (i.subscription_was, i.interval_was, i.interval_count_was)
      FROM paid_referral r LEFT JOIN subscription u
        ON u.referral_id = r.id AND u.reference = i.sent_subscription_id
      WHERE r.id = i.referral_id)`,
  also: `subscribed AS (
    INSERT INTO subscription (id, referral_id, reference, interval, interval_count, created_at)
    SELECT subscription_row_id, referral_id, sent_subscription_id, sent_interval,
      CASE WHEN sent_interval IS NOT NULL THEN coalesce(sent_interval_count, 1) END, occurred_at
    FROM accepted WHERE subscription_row_id IS NOT NULL
    ON CONFLICT (referral_id, reference) DO UPDATE SET
      interval = coalesce(excluded.interval, subscription.interval),
      interval_count = coalesce(excluded.interval_count, subscription.interval_count)
  ), reported AS (
    INSERT INTO referral_payment (
      payment_id, referral_id, subscription_id, sent_referral_uid, sent_referral_id, sent_referral_email,
      sent_subscription_id, sent_interval, sent_interval_count, mrr_minor, months, paid_at)
    SELECT id, referral_id, subscription_row_id, sent_referral_uid, sent_referral_id, sent_referral_email,
      sent_subscription_id, sent_interval, sent_interval_count, mrr_minor, months, occurred_at
    FROM accepted
  ), brought AS (
    -- A payment that was made before a churn, whenever it is recorded, brings nobody back: so says bringsBack, too.
    SELECT * FROM accepted
    WHERE referral_was <> 'paid' AND (referral_was <> 'churned' OR occurred_at >= state_set_was)
  ), moved AS (
    UPDATE referral r SET
      state = CASE WHEN b.id IS NULL THEN r.state ELSE 'paid' END,
      state_set_at = coalesce(b.recorded_at, r.state_set_at),
      first_paid_at = least(r.first_paid_at, a.occurred_at), updated_at = a.recorded_at
    FROM accepted a LEFT JOIN brought b ON b.id = a.id WHERE r.id = a.referral_id
  ), earned AS (
    INSERT INTO commission (
      id, merchant_id, partner_id, partnership_id, referral_id, payment_id, kind, currency, initial_amount_minor,
      amount_minor, rule, state, state_set_at, approve_at, created_at)
    SELECT commission_id, merchant_id, partner_id, partnership_id, referral_id, id, 'commission', commission_currency,
      commission_minor, commission_minor, commission_rule, 'pending', recorded_at, approve_at, recorded_at
    FROM accepted WHERE commission_id IS NOT NULL
  ), stepped AS (
    INSERT INTO state_change (
      object_type, object_id, from_state, to_state, amount_minor, occurred_at, actor_type, actor_id, actor_label,
      request_id)
    SELECT 'commission', commission_id, NULL, 'pending', commission_minor, recorded_at, actor_type, actor_id, actor_label, request_id
    FROM accepted WHERE commission_id IS NOT NULL
    UNION ALL
    SELECT 'referral', referral_id, referral_was, 'paid', NULL, greatest(occurred_at, state_set_was), actor_type, actor_id,
      actor_label, request_id
    FROM brought
  ), told AS (
    INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
    SELECT gen_random_uuid(), 'referral.paid', merchant_id, NULL::uuid, referral_id::text, request_id,
      jsonb_build_object('previousState', referral_was, 'state', 'paid', 'reason', NULL), recorded_at
    FROM brought
    UNION ALL
    SELECT gen_random_uuid(), 'commission.created', merchant_id, id, commission_id::text, request_id,
      jsonb_build_object('previousState', NULL, 'state', 'pending', 'reason', NULL, 'kind', 'commission',
        'amountMinor', commission_minor::text, 'currency', commission_currency, 'paymentId', id,
        'partnerId', partner_id, 'referralId', referral_id), recorded_at
    FROM accepted WHERE commission_id IS NOT NULL
  )`,
});
