import { afterEach, describe, expect, it, vi } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { listCardTesting } from "@/lib/checkout/card-testing/note-card-testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { DECLINE_SETTINGS, DECLINES_OF } from "@/lib/limits/decline-limits";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { listMerchants } from "@/lib/merchants/list-merchants";
import { PAYMENT_CATEGORIES } from "@/lib/payments/category";
import { getOverview } from "@/lib/payments/overview";
import type { Ctx } from "@/lib/verb/context";
import { loadSampleData } from "./load-sample-data";

/** Thousands of small transactions: seconds, but more of them where everything else runs at the same time. */
const BUSY_MACHINE_MS = 180_000;

const countPayments = async () => {
  const [row] = await runUnprepared<{ n: number }>("SELECT count(*)::int AS n FROM payment", []);
  return row?.n;
};

async function aMerchant(ctx: Ctx): Promise<string> {
  const input = { id: newId(), name: "Mine", logoColor: "#000000", paymentLimit: 500_000n } as const;
  return (await createMerchant({ ctx, input: { ...input, defaultCurrency: "GBP" } })).id;
}

afterEach(() => vi.unstubAllEnvs());

describe("sample data", () => {
  it(
    "is loaded once, however often and however simultaneously it is asked for",
    async () => {
      // As an operator's are: ninety days of declines are not those of an hour.
      for (const of of DECLINES_OF) vi.stubEnv(DECLINE_SETTINGS[of], "");
      const ctx = contextOf("owner");
      const own = await aMerchant(ctx);
      const loads = await Promise.all([loadSampleData({ ctx }), loadSampleData({ ctx })]);
      const loaded = loads.filter((each) => each.loaded);
      expect(loaded).toHaveLength(1);
      expect(await listCardTesting({ ctx }), "what its customers tried, as if cards were tested").toEqual([]);
      const { merchants } = await listMerchants({ ctx, input: { after: null } });
      expect(merchants[0]?.id, "keys without a merchant act for the oldest").toBe(own);
      expect(loaded[0]?.payments).toBeGreaterThan(250);
      expect(await countPayments()).toBe(loaded[0]?.payments);
      expect(await loadSampleData({ ctx: contextOf("owner") })).toEqual({ loaded: false, payments: 0 });
      expect(await countPayments()).toBe(loaded[0]?.payments);
    },
    BUSY_MACHINE_MS,
  );

  it("is made of payments in every state and of every type, by verbs that keep every invariant", async () => {
    const stages = await runUnprepared<{ stage: string; n: number }>(
      "SELECT stage, count(*)::int AS n FROM payment GROUP BY stage",
      [],
    );
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(
      new Set(["pending", "processing", "completed", "failed", "expired", "cancelled"]),
    );
    const categories = await runUnprepared<{ category: string }>("SELECT DISTINCT category FROM payment", []);
    expect(categories.map(({ category }) => category).sort()).toEqual([...PAYMENT_CATEGORIES].sort());
    expect(await findViolations()).toEqual([]);
  });

  it("reaches to the present, so that charts of the last days are alive", async () => {
    const ctx = contextOf("owner");
    const overview = await getOverview({ ctx, input: { days: 90, timeZone: "UTC", basis: "event" } });
    const days = overview.currencies[0]?.days ?? [];
    expect(days.filter(({ payments }) => payments > 0).length).toBeGreaterThan(60);
    const later = await runUnprepared("SELECT 1 FROM adjustment WHERE occurred_at > $1", [ctx.now]);
    expect(later).toEqual([]);
  });

  it("is refused to whoever may not make merchants", async () => {
    expect(await problemIn(loadSampleData({ ctx: contextOf("operator") }))).toMatchObject({
      code: "forbidden",
    });
  });
});
