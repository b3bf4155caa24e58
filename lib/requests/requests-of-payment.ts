import { query } from "@/lib/db/sql";
import { IDS } from "@/lib/generated/sql/requests/requests-of-payment/ids";
import { NEWEST } from "@/lib/generated/sql/requests/requests-of-payment/newest";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { RequestLine } from "./request";

/** A payment's requests are found up to here. */
const REQUESTS_MAX = 1_000;

/** A payment's page shows so many, newest first; the log has the rest. */
export const SHOWN_MAX = 100;

/** The newest requests that changed a payment, or wanted to; who only asked for it is in the log. */
export async function requestsOfPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<RequestLine[]> {
  authorize(ctx, "requests:read");
  const ids = await requestIdsOfPayment(input.paymentId);
  return query(NEWEST, { ids, shownMax: SHOWN_MAX });
}

/** Their ids: of those that noted the payment, and of those whose work was done later by a job. */
export async function requestIdsOfPayment(paymentId: string): Promise<string[]> {
  const rows = await query(IDS, { paymentId, requestsMax: REQUESTS_MAX });
  return rows.map(({ id }) => id);
}
