import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { listCardTesting } from "@/lib/checkout/card-testing/note-card-testing";
import { listCheckoutLinks } from "@/lib/checkout/list-checkout-links";
import { aLink, aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { hasUnapplied, listConnections } from "@/lib/connections/list-connections";
import { run, statement } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { listImports } from "@/lib/imports/get-import";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { parsePaymentSearch, UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import type { PaymentStatus } from "@/lib/payments/status";
import { findRetries } from "@/lib/policies/collection/find-retries";
import { type BanvStatus, METHOD_TROUBLES, type PolicyStatus } from "@/lib/policies/enums";
import { listPolicies } from "@/lib/policies/manage-policies";
import { anInsurer, ask, BANK, CHARGES } from "@/lib/policies/testing";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { aWorld } from "@/lib/referrals/testing-world";
import type { Ctx } from "@/lib/verb/context";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { ENDPOINT_SHELVES, isOnShelf } from "../webhooks/endpoint-shelves";
import { LOOKS, type WantedFor } from "./attention-looks";
import { told } from "./testing-attention";

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
  unknown_outcome: paymentsFound,
  premium_stuck: async (ctx, params) =>
    (await findRetries({ ctx, input: { state: params.get("state") === "stuck" ? "stuck" : undefined } })).rows
      .length,
  method_blocked: policiesFound,
  method_unverified: policiesFound,
  method_lapsing: policiesFound,
  link_expiring: async (ctx, params) => {
    const shelf = params.get("show") === "expiring" ? "expiring" : "all";
    return (await listCheckoutLinks({ ctx, input: { shelf } })).rows.length;
  },
  commission_approved: async (ctx, params) => {
    const state = params.get("state") === "approved" ? "approved" : undefined;
    return (await listCommissions({ ctx, input: { state_eq: state, page: 1, per_page: 100 } })).rows.length;
  },
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
  unknown_outcome: lostAnswers,
  premium_stuck: stuckPremiums,
  method_blocked: (many) => policiesWhose(many, { banvStatus: "blocked" }),
  method_unverified: (many) => policiesWhose(many, { banvStatus: "failed_verification" }),
  method_lapsing: (many) => policiesWhose(many, { cardEndsInDays: random(60) - 28 }),
  link_expiring: expiringLinks,
  commission_approved: approvedCommissions,
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

/** Payments that a provider reported, so many in one state, and as many in another. */
async function somePayments(many: number, wanted: PaymentStatus, well: PaymentStatus): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const statuses = Array.from({ length: many }, () => [wanted, well]).flat();
  for (const status of statuses) await aPayment(merchantId, status);
  return merchantId;
}

async function lostAnswers(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  for (let each = 0; each < many; each++) {
    for (const minutes of [UNKNOWN_PATIENCE_MS / 60_000 + 1, 0])
      await run(ATTEMPT, [newId(), await aPayment(merchantId, "processing"), minutes]);
  }
  return merchantId;
}

async function aPayment(merchantId: string, status: PaymentStatus): Promise<string> {
  const [id, now] = [newId(), new Date()];
  await recordPayments(contextOf("operator", now), recordStatement(), [
    {
      ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
      ...{ type: "PAY-IN", category: "pay_in", scheme: "unknown", currency: "GBP", precision: 2 },
      ...{ amountMinor: 900n, status, occurredAt: now, failureCode: null, customerId: null },
      ...{ merchantReference: null, description: null, idempotencyKey: null, metadata: {}, search: [] },
      ...{ reason: null, raw: {}, detail: {} },
    },
  ]);
  return id;
}

async function stuckPremiums(many: number): Promise<string> {
  const insurer = await anInsurer({ billing: { consecutiveFailedPaymentsAllowed: 20 } });
  for (let each = 0; each < many; each++) {
    await insurer.pay("failed");
    await insurer.pay("successful");
  }
  return insurer.merchantId;
}

/** Active policies whose method is so, and as many that have ended or whose method is well. */
async function policiesWhose(
  many: number,
  method: { banvStatus: BanvStatus } | { cardEndsInDays: number },
): Promise<string> {
  const insurer = await anInsurer();
  const made = async (path: string, body: object) => (await ask(insurer.key, "POST", path, body)).body;
  const paidBy = async (how: typeof method, status: PolicyStatus) => {
    const card = "cardEndsInDays" in how;
    const { payment_method_id } = await made(`/policyholders/${insurer.holderId}/payment-methods`, {
      ...(card
        ? { type: "card", card_details: { registration_id: newId(), ...monthEndingIn(how.cardEndsInDays) } }
        : { type: "debit_order", bank_details: BANK }),
    });
    const { policy_id } = await made("/policies", {
      ...{ policyholder_id: insurer.holderId, product_module_id: insurer.moduleId, package_name: "Family" },
      ...{ monthly_premium: 18_000, billing_day: 1, billing_frequency: "monthly", start_date: "2026-01-01" },
      charges: CHARGES,
    });
    if (!card) await run(BANV, [payment_method_id, how.banvStatus]);
    await run(PAID_BY, [policy_id, payment_method_id, status]);
  };
  for (let each = 0; each < many; each++) {
    await paidBy(method, "active");
    await paidBy(method, "lapsed");
    await paidBy("cardEndsInDays" in method ? { cardEndsInDays: 95 } : { banvStatus: "verified" }, "active");
  }
  return insurer.merchantId;
}

/** The month of a card that is good until so many days from now, or a few more or less. */
function monthEndingIn(days: number) {
  const at = new Date(Date.now() + days * DAY_MS);
  // The month before the one that day is in ends no later than that day.
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1));
  return { expiry_month: last.getUTCMonth() + 1, expiry_year: last.getUTCFullYear() };
}

async function expiringLinks(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  for (let each = 0; each < many; each++) {
    await aLink({ merchantId, expiresIn: 20 * HOUR_MS });
    await aLink({ merchantId, expiresIn: 40 * HOUR_MS });
  }
  return merchantId;
}

async function approvedCommissions(many: number): Promise<string> {
  const world = await aWorld();
  for (let each = 0; each < 2 * many; each++) await world.take({ do: "pay", who: 0, amount: 4_900n });
  const approved = (await world.commissions()).slice(0, many);
  for (let which = 0; which < approved.length; which++)
    await world.take({ do: "decide", which, to: "approved" });
  return world.merchantId;
}

async function refusedImports(many: number): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const connector = await addConnector({
    ctx: contextOf("admin"),
    input: { provider: "generic", name: "Bank" },
  });
  await run(BELONGS, [connector.id, merchantId]);
  const each = [
    ["refused", 29],
    ["refused", 31],
    ["recorded", 1],
  ] as const;
  for (const [outcome, days] of Array.from({ length: many }, () => each).flat()) {
    const id = newId();
    await run(IMPORT, [id, connector.id, new Date(Date.now() - days * DAY_MS)]);
    await run(LINE, [id, outcome]);
  }
  return merchantId;
}

const BANV = statement(
  "UPDATE policy_payment_method SET banv_status = $2, blocked_reason = CASE $2 WHEN 'blocked' THEN 'Closed' END WHERE id = $1",
);
const PAID_BY = statement("UPDATE policy SET payment_method_id = $2, status = $3 WHERE id = $1");
const ATTEMPT = statement(`
  INSERT INTO attempt (id, payment_id, operation, number, connector, state, amount_minor, actor_type, actor_id,
    actor_label, request_id, started_at)
  VALUES ($1, $2, 'charge', 1, 'sandbox', 'unknown', 900, 'customer', 'c', 'Customer', 'r',
    now() - $3 * interval '1 minute')`);
const BELONGS = statement("UPDATE connector SET merchant_id = $2 WHERE id = $1");
const IMPORT = statement(`
  INSERT INTO payment_import (id, kind, connector_id, file_name, columns, mapping, lines, actor_id, actor_label,
    created_at, finished_at)
  VALUES ($1, 'payments', $2, 'bank.csv', '{}', '{}', 1, 'a', 'A', $3, $3)`);
const LINE = statement(
  "INSERT INTO payment_import_line (import_id, line, cells, outcome, message) VALUES ($1, 2, '{}', $2, 'No amount')",
);
