import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { ofCurrency, totalsOf } from "@/lib/money/amount";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import { Period } from "@/lib/referrals/payouts/period";
import { type PayoutPreview, previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { may } from "@/lib/verb/permissions";

/** What a payout of one merchant would pay now, and the payouts that were made; null where there is no merchant. */
export const payoutsQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const [merchants, runs] = await Promise.all([offeredMerchants({ ctx }), listPayoutRuns({ ctx })]);
    const merchant = merchants.find(({ id }) => id === params.get("merchant")) ?? merchants[0];
    if (!merchant) return null;
    const period = Period.safeParse({ from: params.get("from"), through: params.get("through") });
    const preview = await previewPayout({ ctx, input: { merchantId: merchant.id, period: period.data } });
    return {
      merchants: merchants.map(({ id, name }) => ({ id, name })),
      merchantId: merchant.id,
      preview: { ...preview, ...paidOf(preview) },
      mayPay: may(ctx.actor, "payouts:run"),
      runs,
    };
  },
} satisfies ConsoleQuery<unknown>;

/** What is paid in all, by currency, and to how many. */
function paidOf({ lines }: PayoutPreview) {
  const paid = lines.filter(({ outcome }) => outcome === "paid");
  return {
    totals: totalsOf(paid.map(({ amountMinor, currency }) => ofCurrency(amountMinor, currency))),
    partnersPaid: new Set(paid.map(({ partnerId }) => partnerId)).size,
  };
}

export type ShownPreview = PayoutPreview & ReturnType<typeof paidOf>;
