import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf } from "@/lib/auth/testing/contexts";
import { listCardTesting } from "@/lib/checkout/card-testing/note-card-testing";
import { listCheckoutLinks } from "@/lib/checkout/list-checkout-links";
import { aMerchant } from "@/lib/checkout/testing";
import { hasUnapplied, listConnections } from "@/lib/connections/list-connections";
import { newId } from "@/lib/ids";
import { listImports } from "@/lib/imports/get-import";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { searchPayments } from "@/lib/payments/search-payments";
import { findRetries } from "@/lib/policies/collection/find-retries";
import { METHOD_TROUBLES } from "@/lib/policies/enums";
import { listPolicies } from "@/lib/policies/manage-policies";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import type { Ctx } from "@/lib/verb/context";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { commissionsQuery } from "../commissions/commissions-query";
import { ENDPOINT_SHELVES } from "../webhooks/endpoint-shelves";
import { isOnShelf } from "../webhooks/endpoints-query";
import { LOOKS, type WantedFor } from "./attention-looks";
import { told } from "./testing-attention";
import {
  expiringLinks,
  failedPayouts,
  lostAnswers,
  lostCommissions,
  payableCommissions,
  policiesWhose,
  refusedImports,
  somePayments,
  stuckPremiums,
  unansweredAgreements,
  unmarkedPayouts,
} from "./testing-waiting";

/** What waits at two merchants of each kind, more at the second, and as much again that wants nobody. */
const AT = [1 + random(2), 3 + random(2)] as const;

interface Waiting {
  reason: WantedFor;
  merchantId: string;
  count: number;
}
const waiting: Waiting[] = [];

beforeAll(async () => {
  for (const [reason, make] of Object.entries(MERCHANTS) as [Waited, (many: number) => Promise<string>][]) {
    for (const count of AT) waiting.push({ reason, merchantId: await make(count), count });
  }
}, 180_000);

/** The list that each leads to, as its page reads the address. */
const LISTS: Record<WantedFor, (ctx: Ctx, params: URLSearchParams) => Promise<number>> = {
  dispute: paymentsFound,
  refunded_failure: paymentsFound,
  payout_failed: paymentsFound,
  unknown_outcome: paymentsFound,
  premium_stuck: async (ctx, params) =>
    (await findRetries({ ctx, input: { state: params.get("state") === "stuck" ? "stuck" : undefined } })).rows
      .length,
  method_blocked: policiesFound,
  method_unverified: policiesFound,
  method_lapsing: policiesFound,
  agreement_unanswered: policiesFound,
  link_expiring: async (ctx, params) => {
    const shelf = params.get("show") === "expiring" ? "expiring" : "all";
    return (await listCheckoutLinks({ ctx, input: { shelf } })).rows.length;
  },
  commission_payable: commissionsFound,
  commission_lost: commissionsFound,
  payout_unmarked: async (ctx, params) =>
    (await listPayoutRuns({ ctx, input: { unmarked: params.get("made") === "unmarked", rowsMax: 100 } })).rows
      .length,
  import_refused: async (ctx, params) =>
    (await listImports({ ctx, input: { refused: params.get("show") === "refused" } })).length,
  card_testing: async (ctx) => (await listCardTesting({ ctx })).length,
  provider_told: async (ctx, params) => {
    const lines = await listConnections({ ctx });
    return (params.get("show") === "failed" ? lines.filter(hasUnapplied) : lines).length;
  },
  endpoint_stopped: endpointsFound,
  endpoint_failing: endpointsFound,
};

async function paymentsFound(ctx: Ctx, params: URLSearchParams): Promise<number> {
  const { search, ignored } = parsePaymentSearch(params);
  expect(ignored).toEqual([]);
  return (await searchPayments({ ctx, input: { search, timeZone: "UTC" } })).rows.length;
}

async function commissionsFound(ctx: Ctx, params: URLSearchParams): Promise<number> {
  return (await commissionsQuery.read({ ctx, reader: DEFAULT_READER, params })).rows.length;
}

async function policiesFound(ctx: Ctx, params: URLSearchParams): Promise<number> {
  const method = METHOD_TROUBLES.find((each) => each === params.get("method"));
  return (await listPolicies({ ctx, input: { method, limit: 100, offset: 0 } })).total;
}

async function endpointsFound(ctx: Ctx, params: URLSearchParams): Promise<number> {
  const shelf = ENDPOINT_SHELVES.find((each) => each === params.get("show"));
  const lines = await listEndpoints({ ctx });
  return lines.filter(({ endpoint: each }) => !shelf || isOnShelf(each, shelf)).length;
}

/** Merchants at which so many of one kind wait, and as many that wait for nobody; endpoints and card tests have their own. */
type Waited = Exclude<WantedFor, "card_testing" | "provider_told" | "endpoint_stopped" | "endpoint_failing">;
const MERCHANTS: Record<Waited, (many: number) => Promise<string>> = {
  dispute: (many) => somePayments(many, "dispute", "dispute_won"),
  refunded_failure: (many) => somePayments(many, "refunded_failure", "refunded"),
  payout_failed: failedPayouts,
  unknown_outcome: lostAnswers,
  premium_stuck: stuckPremiums,
  method_blocked: (many) => policiesWhose(many, { banvStatus: "blocked" }),
  method_unverified: (many) => policiesWhose(many, { banvStatus: "failed_verification" }),
  method_lapsing: (many) => policiesWhose(many, { cardEndsInDays: random(60) - 28 }),
  agreement_unanswered: unansweredAgreements,
  link_expiring: expiringLinks,
  commission_payable: payableCommissions,
  commission_lost: lostCommissions,
  payout_unmarked: unmarkedPayouts,
  import_refused: refusedImports,
};

describe("what needs a person", () => {
  it.each(Object.keys(LISTS) as WantedFor[])(
    "counts %s as its list does, for everybody and for each merchant",
    async (reason) => {
      const list = (ctx: Ctx) => LISTS[reason](ctx, new URL(LOOKS[reason].href, "http://x").searchParams);
      const everybody = contextOf("admin");
      expect((await told(everybody)).get(reason) ?? 0).toBe(await list(everybody));
      // Endpoints and providers are for whoever may see all of them.
      if (/^\/(?:webhooks|settings)/.test(LOOKS[reason].href)) return;
      for (const { merchantId, ...each } of waiting)
        expect(await list(bound(merchantId))).toBe(each.reason === reason ? each.count : 0);
    },
  );

  it("says at each merchant exactly what waits there, and nothing is due only where nothing waits", async () => {
    for (const { reason, merchantId, count } of waiting)
      expect(await told(bound(merchantId))).toEqual(new Map([[reason, count]]));
    expect(await told(bound((await aMerchant()).id))).toEqual(new Map());
  });
});

function random(below: number): number {
  return Math.floor(Math.random() * below);
}

/** A key of one merchant, which may read everything. */
function bound(merchantId: string): Ctx {
  const scopes = ["payments:read", "payments:write"] as const;
  return {
    ...contextOf("admin"),
    actor: { type: "apiKey", id: newId(), label: "Key", scopes: [...scopes], merchantId },
  };
}
