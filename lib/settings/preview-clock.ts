import { authorize } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/context";
import { run, statement } from "@/lib/db/sql";

/** Up to how many are counted: beyond it "more than" is all anybody needs to know. */
export const COUNTED_MAX = 1_000;

/** What would become due if the clock went that much further. Capped at COUNTED_MAX + 1 each. */
export interface ClockPreview {
  linksExpiring: number;
  keysEnding: number;
}

const PREVIEW = statement(`
  SELECT
    (SELECT count(*)::int FROM (
      SELECT 1 FROM checkout_link l JOIN payment p ON p.id = l.payment_id
      WHERE l.due_at <= $1 AND p.status = 'pending' LIMIT ${COUNTED_MAX + 1}) links) AS links,
    (SELECT count(*)::int FROM (
      SELECT 1 FROM api_key WHERE expires_at > $2 AND expires_at <= $1 AND revoked_at IS NULL
      LIMIT ${COUNTED_MAX + 1}) keys) AS keys`);

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
  const [row] = await run<{ links: number; keys: number }>(PREVIEW, [until, ctx.now]);
  return { linksExpiring: row?.links ?? 0, keysEnding: row?.keys ?? 0 };
}
