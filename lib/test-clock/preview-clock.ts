import { run, statement } from "@/lib/db/sql";
import { COLLECTED_BY_US } from "@/lib/policies/collection/collect-due";
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
  const [preview] = await run<ClockPreview>(PREVIEW, [until, ctx.now]);
  if (!preview) throw new Error("nothing was counted");
  return preview;
}

const duePremiums = (which: string) =>
  capped(`FROM policy_payment y WHERE y.due_at <= $1 AND ${COLLECTED_BY_US} AND y.retry_of IS ${which}`);

const PREVIEW = statement(`
  SELECT
    ${capped("FROM checkout_link l JOIN payment p ON p.id = l.payment_id WHERE l.due_at <= $1 AND p.status = 'pending'")} AS "linksExpiring",
    ${duePremiums("NULL")} AS "premiumsDue",
    ${duePremiums("NOT NULL")} AS "retriesDue",
    ${capped("FROM commission WHERE state = 'pending' AND approve_at <= $1")} AS "commissionsDue",
    ${capped("FROM api_key WHERE expires_at > $2 AND expires_at <= $1 AND revoked_at IS NULL")} AS "keysEnding"`);

function capped(from: string): string {
  return `(SELECT count(*)::int FROM (SELECT 1 ${from} LIMIT ${COUNTED_MAX + 1}) due)`;
}
