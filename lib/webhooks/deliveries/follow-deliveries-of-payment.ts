import { isDeepStrictEqual } from "node:util";
import { query } from "@/lib/db/sql";
import {
  PROGRESS,
  type ProgressRow,
} from "@/lib/generated/sql/webhooks/deliveries/deliveries-of-payment/progress";
import type { AlsoFollow } from "@/lib/live/feed";
import { log } from "@/lib/log/log";
import { onDeliveries } from "./delivery-notifications";

/** What has changed no longer ago may not be on the page yet that begins to follow. */
export const PAGE_BEHIND_MS_MAX = 60_000;

/**
 * Follows the deliveries of one payment. Of deliveries it is only said that some have changed: whether its own are among
 * them is asked, one read at a time.
 */
export function followDeliveriesOf(paymentId: string, now: Date): AlsoFollow {
  return async (onChange) => {
    const progress = async () => (await query(PROGRESS, { paymentId }))[0];
    let known: ProgressRow | undefined;
    let asking = false;
    let again = false;
    const look = async () => {
      again = true;
      if (asking) return;
      asking = true;
      try {
        while (again) {
          again = false;
          const found = await progress();
          if (!isDeepStrictEqual(found, known)) onChange();
          known = found;
        }
      } catch (err) {
        log.warn({ err, paymentId }, "the deliveries of a payment could not be followed");
      } finally {
        asking = false;
      }
    };
    known = await progress();
    const leave = await onDeliveries(look);
    const since = now.getTime() - PAGE_BEHIND_MS_MAX;
    if ((known?.updatedAt?.getTime() ?? 0) >= since) onChange();
    await look();
    return leave;
  };
}
