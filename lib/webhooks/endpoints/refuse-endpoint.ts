import { type Queryable, query } from "@/lib/db/sql";
import { MERCHANT } from "@/lib/generated/sql/webhooks/endpoints/refuse-endpoint/merchant";
import { refuseField } from "@/lib/verb/problem";
import { refuseTarget } from "@/lib/webhooks/sending/target";

/** Refuses an address nothing may be sent to, and says why. It is asked again whenever something is sent. */
export async function refuseUnusableTarget(url: string): Promise<void> {
  const why = await refuseTarget(url);
  if (why) refuseField("url", "not_allowed", why);
}

export async function refuseUnknownMerchant(tx: Queryable, merchantId: string | null): Promise<void> {
  if (merchantId === null) return;
  const found = await query(MERCHANT, { merchantId }, tx);
  if (found.length === 0) refuseField("merchantId", "invalid_value", "There is no such merchant.");
}
