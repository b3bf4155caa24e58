import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { newestAccounts } from "@/lib/referrals/bank/bank-account";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { accountObstacle, sepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { may } from "@/lib/verb/permissions";
import { isOpen } from "./is-open";

/** A payout's page, by its `id`: what it pays whom, what the bank made of that, and what the bank could not be told. */
export const payoutQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const payout = await getPayoutRun({ ctx, input: { id: params.get("id") ?? "" } });
    const open = payout.lines.filter(isOpen);
    const accounts = await newestAccounts([payout.merchantId, ...open.map(({ partnerId }) => partnerId)]);
    const missing = open.filter(({ partnerId }) => !accounts.has(partnerId));
    return {
      payout,
      missing: [...new Set(missing.map(({ partnerName }) => partnerName))],
      // Of each open line: what keeps it out of a SEPA order.
      obstacles: Object.fromEntries(
        open.map((line) => [line.id, sepaObstacle(line, accounts.get(line.partnerId))]),
      ),
      payerObstacle: accountObstacle(accounts.get(payout.merchantId)),
      mayMark: may(ctx.actor, "payouts:mark"),
      mayExport: may(ctx.actor, "payouts:export"),
    };
  },
} satisfies ConsoleQuery<unknown>;
