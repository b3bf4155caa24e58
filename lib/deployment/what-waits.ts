import { query } from "@/lib/db/sql";
import { WHAT_WAITS, type WhatWaitsRow } from "@/lib/generated/sql/deployment/what-waits";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** Up to how many are counted: beyond it "more than" is all anybody needs to know. */
const COUNTED_MAX = 1_000;

const WORDS: Readonly<Record<keyof WhatWaitsRow, readonly [one: string, many: string]>> = {
  premiums: ["premium is collected", "premiums are collected"],
  payouts: ["payment is sent out", "payments are sent out"],
  attempts: ["attempt without an outcome is looked up", "attempts without an outcome are looked up"],
  deliveries: ["webhook message is sent", "webhook messages are sent"],
};

/** What begins by itself as soon as the database is released, in words, one line of each kind there is. */
export async function whatWaits({ ctx }: { ctx: Ctx }): Promise<string[]> {
  authorize(ctx, "deployment:release");
  const [counts] = await query(WHAT_WAITS, { now: ctx.now, limit: COUNTED_MAX + 1 });
  if (!counts) throw new Error("nothing was counted");
  return (Object.keys(WORDS) as (keyof WhatWaitsRow)[]).flatMap((each) => {
    const count = counts[each];
    const [one, many] = WORDS[each];
    if (count === 0) return [];
    return [
      count > COUNTED_MAX ? `more than ${COUNTED_MAX} ${many}` : `${count} ${count === 1 ? one : many}`,
    ];
  });
}
