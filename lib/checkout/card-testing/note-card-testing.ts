import { recordAudit } from "@/lib/audit/record";
import { transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { countTries, openWindows, TRIES_PREFIX } from "@/lib/limits/count-tries";
import { log } from "@/lib/log/log";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import type { TryRefusal } from "./admit-try";

const NOTICE_PREFIX = `${TRIES_PREFIX}notice:`;
const MERCHANTS_SHOWN_MAX = 1_000;

/** Tells a merchant that cards seem to be tried on its links: one line of audit and of the log a day, and the overview. */
export async function noteCardTesting(ctx: Ctx, merchantId: string, refusal: TryRefusal): Promise<void> {
  await transaction(async (tx) => {
    const key = NOTICE_PREFIX + merchantId;
    if ((await countTries([key], DAY_MS, tx)).get(key)?.points !== 1) return;
    const { outcome, of } = refusal;
    log.warn(
      { merchantId, outcome, of, requestId: ctx.requestId },
      "cards seem to be tried on a merchant's links",
    );
    await recordAudit(tx, ctx, {
      action: "merchant.card_testing_suspected",
      objectType: "merchant",
      objectId: merchantId,
      merchantId,
      data: { declinesOf: of },
    });
  });
}

/** The merchants on whose links cards seem to have been tried in the last day, with how many tries were held up. */
export async function listCardTesting({
  ctx,
}: {
  ctx: Ctx;
}): Promise<{ merchantId: string; tries: number }[]> {
  authorize(ctx, "payments:read");
  const bound = merchantBound(ctx.actor);
  const windows = await openWindows(NOTICE_PREFIX, MERCHANTS_SHOWN_MAX);
  return windows
    .map(({ key, points }) => ({ merchantId: key.slice(NOTICE_PREFIX.length), tries: points }))
    .filter(({ merchantId }) => bound === null || merchantId === bound);
}
