import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { listCheckoutLinks } from "@/lib/checkout/list-checkout-links";
import { aLink, aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { run, statement } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { listImports } from "@/lib/imports/get-import";
import { findRetries } from "@/lib/policies/collection/find-retries";
import { listPolicies } from "@/lib/policies/manage-policies";
import { anInsurer } from "@/lib/policies/testing";
import { listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { aWorld } from "@/lib/referrals/testing-world";
import type { Ctx } from "@/lib/verb/context";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { isOnShelf } from "../webhooks/endpoint-shelves";
import { readAttention } from "./read-attention";

/** What waits at two merchants, more at the second, and as much again that wants nobody. */
const AT = [1 + random(2), 3 + random(2)] as const;
const merchants: string[][] = [];

beforeAll(async () => {
  for (const many of AT) merchants.push(await merchantsWhere(many));
}, 120_000);

const LISTS: Record<string, (ctx: Ctx) => Promise<number>> = {
  premium_stuck: async (ctx) => (await findRetries({ ctx, input: { state: "stuck" } })).rows.length,
  method_blocked: async (ctx) =>
    (await listPolicies({ ctx, input: { methodBlocked: true, limit: 100, offset: 0 } })).total,
  link_expiring: async (ctx) => (await listCheckoutLinks({ ctx, input: { shelf: "expiring" } })).rows.length,
  commission_approved: async (ctx) =>
    (await listCommissions({ ctx, input: { state_eq: "approved", page: 1, per_page: 100 } })).rows.length,
  import_refused: async (ctx) => (await listImports({ ctx, input: { refused: true } })).length,
};

describe("what needs a person", () => {
  it.each(Object.entries(LISTS))(
    "counts %s as its list does, for everybody and for each merchant",
    async (reason, list) => {
      const everybody = contextOf("admin");
      const total = await list(everybody);
      expect(total).toBeGreaterThanOrEqual(AT[0] + AT[1]);
      expect(await told(everybody, reason)).toBe(total);
      const each = await Promise.all(
        merchants.map(async (some) => {
          const counts = await Promise.all(
            some.map(async (id) => [await told(bound(id), reason), await list(bound(id))]),
          );
          for (const [number, listed] of counts) expect(number).toBe(listed);
          return counts.reduce((sum, [number = 0]) => sum + number, 0);
        }),
      );
      expect(each).toEqual([...AT]);
    },
  );

  it("counts endpoints that fail, and leaves out those that are well or paused", async () => {
    const ctx = contextOf("admin");
    for (const [failing, paused] of [
      [true, null],
      [true, "operator"],
      [false, null],
      [false, "failing"],
    ] as const)
      await endpoint(failing, paused);
    const lines = await listEndpoints({ ctx });
    for (const [reason, shelf] of [
      ["endpoint_failing", "failing"],
      ["endpoint_stopped", "stopped"],
    ] as const) {
      expect(lines.filter(({ endpoint: each }) => isOnShelf(each, shelf))).toHaveLength(1);
      expect(await told(ctx, reason)).toBe(1);
    }
  });

  it("is nothing at a merchant where all is well", async () => {
    expect(await readAttention(bound((await aMerchant()).id))).toEqual([]);
  });
});

async function told(ctx: Ctx, reason: string): Promise<number> {
  const wanted = await readAttention(ctx);
  return Number(wanted.find((each) => each.reason === reason)?.number ?? 0);
}

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

/** Merchants at which so many of each kind wait together, and as many that wait for nobody. */
async function merchantsWhere(many: number): Promise<string[]> {
  const found = [await stuckPremiums(many), await expiringLinks(many), await approvedCommissions(many)];
  for (let each = 0; each < many; each++) found.push(await blockedPolicy(), await refusedImport());
  return found;
}

async function stuckPremiums(many: number): Promise<string> {
  const insurer = await anInsurer({ billing: { consecutiveFailedPaymentsAllowed: 20 } });
  for (let each = 0; each < many; each++) {
    await insurer.pay("failed");
    await insurer.pay("successful");
  }
  return insurer.merchantId;
}

async function blockedPolicy(): Promise<string> {
  const [insurer, ended] = [await anInsurer(), await anInsurer()];
  for (const { methodId, policyId } of [insurer, ended]) {
    await run(BLOCK, [methodId]);
    await run(PAID_BY, [policyId, methodId]);
  }
  await run(END, [ended.policyId]);
  return insurer.merchantId;
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

async function refusedImport(): Promise<string> {
  const { id: merchantId } = await aMerchant();
  const connector = await addConnector({
    ctx: contextOf("admin"),
    input: { provider: "generic", name: "Bank" },
  });
  await run(BELONGS, [connector.id, merchantId]);
  for (const [outcome, days] of [
    ["refused", 29],
    ["refused", 31],
    ["recorded", 1],
  ] as const) {
    const id = newId();
    await run(IMPORT, [id, connector.id, new Date(Date.now() - days * DAY_MS)]);
    await run(LINE, [id, outcome]);
  }
  return merchantId;
}

async function endpoint(failing: boolean, paused: string | null): Promise<void> {
  await run(ENDPOINT, [
    newId(),
    paused ? "paused" : "active",
    paused,
    paused && new Date(),
    failing ? new Date() : null,
  ]);
}

const BLOCK = statement(
  "UPDATE policy_payment_method SET banv_status = 'blocked', blocked_reason = 'Closed' WHERE id = $1",
);
const PAID_BY = statement("UPDATE policy SET payment_method_id = $2 WHERE id = $1");
const END = statement("UPDATE policy SET status = 'cancelled' WHERE id = $1");
const BELONGS = statement("UPDATE connector SET merchant_id = $2 WHERE id = $1");
const IMPORT = statement(`
  INSERT INTO payment_import (id, kind, connector_id, file_name, columns, mapping, lines, actor_id, actor_label,
    created_at, finished_at)
  VALUES ($1, 'payments', $2, 'bank.csv', '{}', '{}', 1, 'a', 'A', $3, $3)`);
const LINE = statement(
  "INSERT INTO payment_import_line (import_id, line, cells, outcome, message) VALUES ($1, 2, '{}', $2, 'No amount')",
);
const ENDPOINT = statement(`
  INSERT INTO webhook_endpoint (id, url, state, paused_reason, paused_at, failing_since, created_at, updated_at)
  VALUES ($1, 'https://example.com/', $2, $3, $4, $5, now(), now())`);
