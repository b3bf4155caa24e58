import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { EVERYTHING } from "@/lib/payments/search";
import { searchConditions } from "@/lib/payments/search-conditions";
import { PAYMENT_SORTS } from "@/lib/payments/sort";
import { readPage, readRows } from "./read-page";

const NOW = new Date("2026-06-15T12:00:00Z");
const ctx = contextOf("operator", NOW);

/** Each in so many payments that none leads; the first two meet once in a while only. */
const WORDS = ["larkspur", "bergamot", "juniper"] as const;
const PAYMENTS = 400;
const RARE = 60;

describe("a search for words that many payments have", () => {
  let merchantId = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
    const drafts = Array.from({ length: PAYMENTS }, (_, index) =>
      draft(index, [
        ...(index % 2 === 0 ? [WORDS[0]] : []),
        ...(index % 2 === 1 || index % RARE === 0 ? [WORDS[1]] : []),
        ...(index % 3 > 0 ? [WORDS[2]] : []),
      ]),
    );
    await recordPayments(ctx, recordStatement(), drafts);
  });

  it("finds page by page, up and down, all that reading everything finds, however few are looked at for one", async () => {
    const words = fc.constantFrom(
      `${WORDS[0]} ${WORDS[1]}`,
      `${WORDS[1]} ${WORDS[2]}`,
      `${WORDS[2]} ${WORDS[0]}`,
    );
    const limits = fc.record({
      rowsMax: fc.integer({ min: 1, max: 9 }),
      walkedRowsMax: fc.integer({ min: 10, max: 120 }),
    });
    const sorts = fc.constantFrom(undefined, ...PAYMENT_SORTS);
    await fc.assert(
      fc.asyncProperty(words, sorts, limits, async (q, sort, limit) => {
        const one = { merchant: [merchantId], status: ["dispute" as const], currency: ["GBP"] };
        const conditions = await searchConditions(ctx, { ...EVERYTHING, ...one, q, sort }, "UTC");
        expect(conditions.walk).not.toBeNull();
        const all = (await readRows(conditions, undefined, "older", PAYMENTS)).map(({ id }) => id);
        expect(all.length).toBeGreaterThan(0);
        const down: string[] = [];
        let page = await readPage(conditions, {}, limit);
        for (;;) {
          down.push(...page.rows.map(({ id }) => id));
          if (!page.older) break;
          page = await readPage(conditions, { older: page.older }, limit);
        }
        expect(down).toEqual(all);
        const up: string[] = [];
        for (;;) {
          up.unshift(...page.rows.map(({ id }) => id));
          if (!page.newer) break;
          page = await readPage(conditions, { newer: page.newer }, limit);
        }
        expect(up).toEqual(all);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  function draft(index: number, words: readonly string[]) {
    const [id, at] = [newId(), new Date(NOW.getTime() - index * 60_000)];
    const description = words.join(" ");
    return {
      ...{ id, kind: "connected" as const, merchantId, connectorId: BUILT_IN_CONNECTORS.referral },
      ...{ reference: id, type: "PAY-IN" as const, category: "pay_in" as const, scheme: "unknown" },
      ...{ currency: "GBP", precision: 2, amountMinor: BigInt(100 + (index % 7)), occurredAt: at },
      ...{ status: "dispute" as const, failureCode: null, customerId: null, merchantReference: null },
      ...{ description, idempotencyKey: null, metadata: {}, search: [description], reason: null },
      ...{ raw: {}, detail: {} },
    };
  }
});
