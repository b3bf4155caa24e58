import { DAY_MS } from "@/lib/durations";
import { approveDueCommissions } from "@/lib/referrals/commissions/approve-due";
import { createPartner } from "@/lib/referrals/partners/create-partner";
import { createPartnership } from "@/lib/referrals/partners/create-partnership";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { refundReferralPayment } from "@/lib/referrals/payments/refund-referral-payment";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { dayOf } from "@/lib/referrals/payouts/period";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { convertReferral } from "@/lib/referrals/referrals/convert-referral";
import { type ConversionBody, paymentBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { type Dice, dice } from "./dice";
import { PEOPLE } from "./shops";

const SEED = 907;
const BEGUN_DAYS_AGO = 88;
const PAYOUT_DAYS_AGO = 20;
const REFERRALS = 18;

const PARTNERS = [
  ["Clay & Kiln Review", "hello@clayandkiln.example", "clay-and-kiln", 2_000],
  ["Studio Notes", "post@studionotes.example", "studio-notes", 1_500],
  ["The Makers’ Letter", "editor@makersletter.example", "makers-letter", 1_000],
] as const;

/**
 * Partners, whom they recommended, what those paid each month and what the partners earned by it: held, approved, paid
 * out, and taken back after a refund. Resolves to how many payments.
 */
export async function recommend(at: (time: Date) => Ctx, person: Ctx, merchantId: string): Promise<number> {
  const { now } = person;
  const thrown = dice(SEED);
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  for (const partner of PARTNERS) await agree(at(daysAgo(BEGUN_DAYS_AGO)), partner);
  const charges = await convertAll(at, thrown, daysAgo);
  for (const [index, { customer, key, days }] of charges.entries()) {
    const input = paymentBody.parse({
      ...customer,
      amount: 2_900,
      currency: "eur",
      idempotency_key: key,
      subscription_id: `sub_${customer.referral_uid}`,
      interval: "month",
      interval_count: 1,
    });
    await recordReferralPayment({ ctx: at(daysAgo(days)), input });
    // Commissions become due as the weeks go by, as they would have.
    if (index % 5 === 0) await approveDueCommissions({ ctx: at(daysAgo(days)) });
  }
  await payOut({ ...person, now: daysAgo(PAYOUT_DAYS_AGO) }, merchantId, daysAgo(BEGUN_DAYS_AGO));
  const refunded = charges.find(({ days }) => days > BEGUN_DAYS_AGO - 20);
  if (refunded) await refundReferralPayment({ ctx: at(daysAgo(6)), input: { idempotencyKey: refunded.key } });
  return charges.length;
}

async function agree(ctx: Ctx, [name, email, slug, basisPoints]: (typeof PARTNERS)[number]): Promise<void> {
  const partner = await createPartner({ ctx, input: { name, email, slug } });
  const commission = {
    type: "percent",
    basis_points: basisPoints,
    recurrence: "months",
    months: 12,
  } as const;
  await createPartnership({
    ctx,
    input: {
      partner_id: partner.id,
      commission,
      hold_days: 30,
      referral_expiry_days: 60,
      minimum_payout: 500n,
    },
  });
}

interface Charge {
  customer: { referral_uid: string };
  key: string;
  days: number;
}

// In the order of their time: of one referral, the first payment must come first.
async function convertAll(
  at: (time: Date) => Ctx,
  thrown: Dice,
  daysAgo: (days: number) => Date,
): Promise<Charge[]> {
  const charges: Charge[] = [];
  for (let number = 0; number < REFERRALS; number++) {
    const [, email] = PEOPLE[number] ?? ["", "someone@example.com"];
    const uid = `studio-${1_000 + number}`;
    const since = thrown.between(12, BEGUN_DAYS_AGO - 1);
    const input: ConversionBody = { affiliate_slug: thrown.pick(PARTNERS)[2], email, uid };
    await convertReferral({ ctx: at(daysAgo(since)), input });
    // Some never pay.
    if (thrown.chance(0.2)) continue;
    for (let days = since - 3; days > 0; days -= 30)
      charges.push({ customer: { referral_uid: uid }, key: `studio-${number}-${days}`, days });
  }
  return charges.sort((one, other) => other.days - one.days);
}

async function payOut(ctx: Ctx, merchantId: string, from: Date): Promise<void> {
  const period = { from: dayOf(from), through: dayOf(ctx.now) };
  const { fingerprint } = await previewPayout({ ctx, input: { merchantId, period } });
  await makePayoutRun({ ctx, input: { merchantId, period, fingerprint, idempotencyKey: "sample-payout" } });
}
