import { query } from "@/lib/db/sql";
import { PREVIEW_CLOCK } from "@/lib/generated/sql/test-clock/preview-clock";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** Up to how many are counted: beyond it "more than" is all anybody needs to know. */
export const COUNTED_MAX = 1_000;

/** What would become due if the clock went that much further. Capped at COUNTED_MAX + 1 each. */
export interface ClockPreview {
  linksExpiring: number;
  /** Premiums to be collected for the first time. */
  premiumsDue: number;
  /** Failed premiums to be tried again. */
  retriesDue: number;
  commissionsDue: number;
  keysEnding: number;
}

/** What a step of the test clock would bring about, without taking it. */
export async function previewClock({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { seconds: number };
}): Promise<ClockPreview> {
  authorize(ctx, "clock:advance");
  const until = new Date(ctx.now.getTime() + input.seconds * 1_000);
  const [preview] = await query(PREVIEW_CLOCK, { until, now: ctx.now, limit: COUNTED_MAX + 1 });
  if (!preview) throw new Error("nothing was counted");
  return preview;
}
