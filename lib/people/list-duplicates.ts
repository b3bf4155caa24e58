import { query } from "@/lib/db/sql";
import { PAYMENTS_BY_IDS } from "@/lib/generated/sql/people/payments-by-ids";
import { duplicatesOf } from "@/lib/payments/duplicates";
import type { PaymentRow } from "@/lib/payments/listing/read-page";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** So many others are named beside a payment. */
export const DUPLICATES_MAX = 5;

/** The newest payments that may be the same money paid twice as this one, of those that the actor may see. */
export async function listDuplicates({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PaymentRow[]> {
  authorize(ctx, "payments:read");
  const ids = (await duplicatesOf([input.paymentId])).get(input.paymentId) ?? [];
  if (ids.length === 0) return [];
  return query(PAYMENTS_BY_IDS, { ids, merchantId: merchantBound(ctx.actor), limit: DUPLICATES_MAX });
}
