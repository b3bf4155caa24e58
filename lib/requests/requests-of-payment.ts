import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { LINE_COLUMNS, type RequestLine } from "./request";

/** A payment's requests are found up to here. */
const REQUESTS_MAX = 1_000;

/** A payment's page shows so many, newest first; the log has the rest. */
export const SHOWN_MAX = 5;

/** The newest requests that wrote a payment or asked for it by id. */
export async function requestsOfPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<RequestLine[]> {
  authorize(ctx, "requests:read");
  const ids = await requestIdsOfPayment(input.paymentId);
  return run<RequestLine & Record<string, unknown>>(NEWEST, [ids, SHOWN_MAX]);
}

/** Their ids: of those that noted the payment, and of those whose work was done later by a job. */
export async function requestIdsOfPayment(paymentId: string): Promise<string[]> {
  const rows = await run<{ id: string }>(IDS, [paymentId, REQUESTS_MAX]);
  return rows.map(({ id }) => id);
}

// A request id of an adjustment may be anybody's text.
const IDS = statement(`
  (SELECT request_id::text AS id FROM request_payment WHERE payment_id = $1 ORDER BY request_id DESC LIMIT $2)
  UNION
  (SELECT request_id FROM adjustment
   WHERE payment_id = $1 AND request_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
   ORDER BY sequence DESC LIMIT $2)`);

const NEWEST = statement(`
  SELECT ${LINE_COLUMNS} FROM request_log r WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id DESC LIMIT $2`);
