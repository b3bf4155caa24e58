import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { getPartner } from "@/lib/referrals/partners/get-partner";
import { ListPayoutRuns, listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import { Period } from "@/lib/referrals/payouts/period";
import { previewEveryPayout } from "@/lib/referrals/payouts/preview-every-payout";
import { may } from "@/lib/verb/permissions";

/** What payouts would pay now, of all merchants or of one, and those that were made; null where there is no merchant. */
export const payoutsQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const merchants = await offeredMerchants({ ctx });
    if (merchants.length === 0) return null;
    const named = params.get("partner");
    const partner = named ? (await getPartner({ ctx, input: { id: named } })).partner : null;
    const merchantId = partner?.merchantId ?? merchants.find(({ id }) => id === params.get("merchant"))?.id;
    const period = Period.safeParse({ from: params.get("from"), through: params.get("through") });
    const input = { merchantId, partnerId: partner?.id, period: period.data };
    const { older, newer } = Object.fromEntries(params);
    const unmarked = params.get("made") === "unmarked";
    const asked = ListPayoutRuns.parse({ merchantId, unmarked, older, newer });
    const [due, runs] = await Promise.all([
      previewEveryPayout({ ctx, input }),
      listPayoutRuns({ ctx, input: asked }),
    ]);
    return {
      merchants: merchants.map(({ id, name }) => ({ id, name })),
      merchantId: merchantId ?? null,
      partner: partner && { id: partner.id, name: partner.name },
      due,
      periodRefused: (params.has("from") || params.has("through")) && !period.success,
      mayPay: may(ctx.actor, "payouts:run"),
      runs: runs.rows,
      newerHref: runs.newer && payoutsAddress(params, { newer: runs.newer }),
      olderHref: runs.older && payoutsAddress(params, { older: runs.older }),
      allHref: payoutsAddress(params, { made: "" }),
      unmarkedHref: payoutsAddress(params, { made: "unmarked" }),
      unmarked,
      // A page past the last, of an address that somebody kept.
      isBeyond: runs.rows.length === 0 && Boolean(asked.older ?? asked.newer),
    };
  },
} satisfies ConsoleQuery<unknown>;

// What stays in the address while somebody looks through the payouts that were made.
const KEPT = ["merchant", "partner", "from", "through", "made"];

/** The page's address with what it is narrowed to, its list beginning anew or at a place. */
function payoutsAddress(params: URLSearchParams, changed: Record<string, string>): string {
  const kept = [...params].filter(([name]) => KEPT.includes(name) && !(name in changed));
  const all = new URLSearchParams([...kept, ...Object.entries(changed)].filter(([, value]) => value !== ""));
  return all.size > 0 ? `/payouts?${all}` : "/payouts";
}
