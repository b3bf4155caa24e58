import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { payoutsQuery } from "./payouts-query";

const RUNS = 101;

/** The made payouts of an address, and where it leads on. */
async function shown(address: string) {
  const params = new URLSearchParams(address.split("?")[1]);
  const data = await payoutsQuery.read({ ctx: contextOf("viewer"), reader: DEFAULT_READER, params });
  if (!data) throw new Error("There are merchants");
  return { ...data, ids: data.runs.map(({ id }) => id) };
}

/** Every made payout from an address on, page by page. */
async function walk(address: string, which: "olderHref" | "newerHref") {
  const pages: string[][] = [];
  for (let at: string | null = address; at !== null; ) {
    const page: Awaited<ReturnType<typeof shown>> = await shown(at);
    pages.push(page.ids);
    at = page[which];
  }
  return pages;
}

describe("the payouts that were made", () => {
  const runs: Record<"mine" | "other", string[]> = { mine: [], other: [] };
  let merchantId = "";

  beforeAll(async () => {
    const [mine, other] = [await aMerchant(), await aMerchant()];
    merchantId = mine.id;
    for (let number = 0; number < RUNS; number++)
      for (const [name, merchant] of [["mine", mine] as const, ["other", other] as const]) {
        const id = newId();
        runs[name].unshift(id);
        await pool().query(
          `WITH run AS (
             INSERT INTO payout_run (id, merchant_id, idempotency_key, period_start, period_end, created_at, actor_type,
               actor_id, actor_label, request_id)
             VALUES ($1::uuid, $2, $1::uuid::text, '2026-01-01', '2026-01-31',
               now() - interval '1 year' + interval '1 hour' * $3, 'user', 'x', 'X', 'x')
             RETURNING *
           )
           INSERT INTO outbox (event_id, type, merchant_id, object_id, data, request_id, occurred_at)
           SELECT id, 'payout_run.made', merchant_id, id, jsonb_build_object('from', period_start, 'through', period_end,
             'partnerId', NULL, 'partners', 0, 'carriedOver', 0), request_id, created_at FROM run`,
          [id, merchant.id, Math.floor(number / 2)],
        );
      }
  }, 120_000);

  it("are all there, however many, and each once: older to the end, and newer back again", async () => {
    for (const address of [`/payouts?merchant=${merchantId}`, "/payouts"]) {
      const pages = await walk(address, "olderHref");
      expect(pages.length).toBeGreaterThan(2);
      const all = pages.flat();
      expect(new Set(all).size).toBe(all.length);
      const expected = address === "/payouts" ? [...runs.mine, ...runs.other] : runs.mine;
      expect(new Set(all)).toEqual(new Set(expected));
      const last = await lastAddress(address);
      const back = (await walk(last, "newerHref")).toReversed().flat();
      expect(back).toEqual(all);
    }
  });

  it("stay narrowed to the merchant and the days that the page is, on every page and shelf", async () => {
    const address = `/payouts?merchant=${merchantId}&from=2026-01-01&through=2026-01-31`;
    const { olderHref, unmarkedHref, allHref } = await shown(address);
    for (const href of [olderHref, unmarkedHref, allHref])
      expect(href).toContain(address.slice("/payouts?".length));
    expect(unmarkedHref).toContain("made=unmarked");
    const marked = await shown(`${address}&made=unmarked`);
    expect([marked.ids, marked.allHref]).toEqual([[], address]);
  });

  it("say that a page is past the last, and take a place that is none for the first", async () => {
    const past = await shown(`/payouts?older=1999-01-01T00:00:00.000Z_${newId()}`);
    expect([past.ids, past.isBeyond]).toEqual([[], true]);
    const none = await shown("/payouts?older=yesterday");
    expect([none.ids.length > 0, none.isBeyond]).toEqual([true, false]);
  });

  async function lastAddress(from: string): Promise<string> {
    let at = from;
    for (;;) {
      const { olderHref } = await shown(at);
      if (olderHref === null) return at;
      at = olderHref;
    }
  }
});
