import { listCardTesting } from "@/lib/checkout/card-testing/note-card-testing";
import { countExpiringLinks, EXPIRING_COUNT_MAX } from "@/lib/checkout/list-checkout-links";
import { countUnapplied } from "@/lib/connections/list-connections";
import { countRefusedImports } from "@/lib/imports/get-import";
import { IMPORTS_LISTED_MAX } from "@/lib/imports/limits";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { ATTENTION_COUNT_MAX } from "@/lib/payments/overview";
import { countPayments, SEARCH_COUNT_MAX } from "@/lib/payments/search-payments";
import { countRetries } from "@/lib/policies/collection/find-retries";
import { countPoliciesByMethod } from "@/lib/policies/manage-policies";
import { countApprovedCommissions } from "@/lib/referrals/commissions/list-commissions";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { countFailingEndpoints } from "@/lib/webhooks/endpoints/count-failing-endpoints";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import { LOOKS, type WantedFor } from "./attention-looks";

/**
 * What needs a person beside the payments themselves, as far as its reader may see the list of it. `timeZone` is where the
 * reader's days begin.
 */
export async function readAttention(ctx: Ctx, timeZone: string) {
  const limit = ATTENTION_COUNT_MAX + 1;
  const webhooks = may(ctx.actor, "webhooks:read");
  const methods = may(ctx.actor, "policies:read") ? countPoliciesByMethod({ ctx, input: { limit } }) : null;
  const referrals = may(ctx.actor, "referrals:read");
  const counts: [WantedFor, Promise<number> | false | undefined, max?: number][] = [
    ["payout_failed", countFailedPayouts(ctx, timeZone), SEARCH_COUNT_MAX],
    ["premium_stuck", countRetries({ ctx, input: { state: "stuck", limit } })],
    ["method_blocked", methods?.then(({ blocked }) => blocked)],
    ["method_unverified", methods?.then(({ unverified }) => unverified)],
    ["method_lapsing", methods?.then(({ lapsing }) => lapsing)],
    ["agreement_unanswered", methods?.then(({ unanswered }) => unanswered)],
    ["link_expiring", countExpiringLinks({ ctx }), EXPIRING_COUNT_MAX],
    [
      "commission_payable",
      referrals && countApprovedCommissions({ ctx, input: { shelf: "payable", limit } }),
    ],
    [
      "commission_lost",
      referrals && countApprovedCommissions({ ctx, input: { shelf: "dispute_lost", limit } }),
    ],
    [
      "payout_unmarked",
      referrals &&
        listPayoutRuns({ ctx, input: { unmarked: true, rowsMax: RUNS_COUNT_MAX + 1 } }).then(
          ({ rows }) => rows.length,
        ),
      RUNS_COUNT_MAX,
    ],
    // The page of imports is for those who may import.
    ["import_refused", may(ctx.actor, "payments:create") && countRefusedImports({ ctx }), IMPORTS_LISTED_MAX],
    ["card_testing", listCardTesting({ ctx }).then(({ length }) => length)],
    ["provider_told", may(ctx.actor, "providers:read") && countUnapplied({ ctx })],
    ["endpoint_stopped", webhooks && listStoppedEndpoints({ ctx }).then(({ length }) => length)],
    ["endpoint_failing", webhooks && countFailingEndpoints({ ctx })],
  ];
  const counted = await Promise.all(
    counts.map(async ([reason, count, max]) => ({ reason, count: (await count) || 0, max })),
  );
  return counted
    .filter(({ count }) => count > 0)
    .map(({ reason, count, max = ATTENTION_COUNT_MAX }) => wanted(reason, count, max));
}

// A run is read with its sums: of more than these nobody needs the number.
const RUNS_COUNT_MAX = 99;

/** Counted by the very search of the list that is led to. */
async function countFailedPayouts(ctx: Ctx, timeZone: string): Promise<number> {
  const { search } = parsePaymentSearch(new URLSearchParams(LOOKS.payout_failed.href.split("?")[1]));
  const { value, capped } = await countPayments({ ctx, input: { search, timeZone } });
  return capped ? value + 1 : value;
}

/** A count as it is told: above what is counted to, that there are more. */
export function wanted(reason: WantedFor, count: number, max: number) {
  return { reason, number: count > max ? `${max}+` : String(count), one: count === 1 };
}
