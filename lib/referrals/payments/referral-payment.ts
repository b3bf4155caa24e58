import { type Queryable, run, statement } from "@/lib/db/sql";
import type { PaymentBody } from "@/lib/referrals/wire";

/** A referral payment as its request said it. `amount` in minor units, `currency` in upper case. */
export type ReferralPayment = PaymentBody & { id: string };

/** One referral payment of the merchant, or null. */
export async function referralPaymentById(
  merchantId: string | null,
  id: string,
): Promise<ReferralPayment | null> {
  const [row] = await run<Row>(BY_ID, [id, merchantId]);
  return row ? fromRow(row) : null;
}

/** The id of the payment a merchant's key made, or null. */
export async function paymentIdByKey(
  merchantId: string,
  key: string,
  on?: Queryable,
): Promise<string | null> {
  const [row] = await run<{ paymentId: string }>(BY_KEY, [merchantId, key], on);
  return row?.paymentId ?? null;
}

type Row = { [Field in keyof ReferralPayment]-?: ReferralPayment[Field] | null } & {
  id: string;
  amount: bigint;
  currency: string;
  idempotency_key: string;
};

function fromRow(row: Row): ReferralPayment {
  const { referral_uid, referral_id, referral_email, subscription_id, interval, interval_count, ...rest } =
    row;
  return {
    ...rest,
    referral_uid: referral_uid ?? undefined,
    referral_id: referral_id ?? undefined,
    referral_email: referral_email ?? undefined,
    subscription_id: subscription_id ?? undefined,
    interval: interval ?? undefined,
    interval_count: interval_count ?? undefined,
  };
}

const BY_ID = statement(`
  SELECT p.id, p.opening_amount_minor AS amount, p.currency, p.idempotency_key, x.sent_referral_uid AS referral_uid,
    x.sent_referral_id AS referral_id, x.sent_referral_email AS referral_email,
    x.sent_subscription_id AS subscription_id, x.sent_interval AS interval, x.sent_interval_count AS interval_count
  FROM payment p JOIN referral_payment x ON x.payment_id = p.id
  WHERE p.id = $1 AND ($2::uuid IS NULL OR p.merchant_id = $2)`);

const BY_KEY = statement(`
  SELECT payment_id AS "paymentId" FROM idempotency_record WHERE merchant_id = $1 AND door = 'referral' AND key = $2`);
