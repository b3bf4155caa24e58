import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { getPartner } from "@/lib/referrals/partners/get-partner";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import { Period } from "@/lib/referrals/payouts/period";
import { previewEveryPayout } from "@/lib/referrals/payouts/preview-every-payout";
import { may } from "@/lib/verb/permissions";

/** What payouts would pay now, of all merchants or of one, and those that were made; null where there is no merchant. */
export const payoutsQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const unmarked = params.get("made") === "unmarked";
    const [merchants, runs] = await Promise.all([
      offeredMerchants({ ctx }),
      listPayoutRuns({ ctx, input: { unmarked } }),
    ]);
    if (merchants.length === 0) return null;
    const named = params.get("partner");
    const partner = named ? (await getPartner({ ctx, input: { id: named } })).partner : null;
    const merchantId = partner?.merchantId ?? merchants.find(({ id }) => id === params.get("merchant"))?.id;
    const period = Period.safeParse({ from: params.get("from"), through: params.get("through") });
    const input = { merchantId, partnerId: partner?.id, period: period.data };
    return {
      merchants: merchants.map(({ id, name }) => ({ id, name })),
      merchantId: merchantId ?? null,
      partner: partner && { id: partner.id, name: partner.name },
      due: await previewEveryPayout({ ctx, input }),
      periodRefused: (params.has("from") || params.has("through")) && !period.success,
      mayPay: may(ctx.actor, "payouts:run"),
      runs,
      unmarked,
    };
  },
} satisfies ConsoleQuery<unknown>;
