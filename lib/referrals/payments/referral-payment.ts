import { type Queryable, query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/referrals/payments/referral-payment/by-id";
import { BY_KEY } from "@/lib/generated/sql/referrals/payments/referral-payment/by-key";
import type { PaymentBody } from "@/lib/referrals/wire";

/** A referral payment as its request said it. `amount` in minor units, `currency` in upper case. */
export type ReferralPayment = PaymentBody & { id: string };

/** One referral payment of the merchant, and of a referral of the partner where one is given, or null. */
export async function referralPaymentById(
  whose: { merchantId: string | null; partnerId: string | null },
  id: string,
): Promise<ReferralPayment | null> {
  const [row] = await query(BY_ID, { id, ...whose });
  return row ? fromRow(row) : null;
}

/** The id of the payment a merchant's key made, or null. */
export async function paymentIdByKey(
  merchantId: string,
  key: string,
  on?: Queryable,
): Promise<string | null> {
  const [row] = await query(BY_KEY, { merchantId, key }, on);
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
