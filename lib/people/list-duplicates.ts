import { query } from "@/lib/db/sql";
import { LIST_DUPLICATES } from "@/lib/generated/sql/people/list-duplicates";
import type { PaymentRow } from "@/lib/payments/search-payments";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** So many others are named beside a payment. */
export const DUPLICATES_MAX = 5;

/** A payment that may be the same money as another within so long. The statement has the same day. */
const DUPLICATE_WITHIN_MS = 86_400_000;

/**
 * Payments that may be the same money paid twice as this one: the same merchant, amount and currency within a day, by the
 * same person or under the same reference, money of both still there. For a payment that the actor may see.
 */
export async function listDuplicates({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PaymentRow[]> {
  authorize(ctx, "payments:read");
  const found = await query(LIST_DUPLICATES, { paymentId: input.paymentId, limit: DUPLICATES_MAX });
  const bound = merchantBound(ctx.actor);
  return bound ? found.filter(({ merchantId }) => merchantId === bound) : found;
}

/** The ids of those payments of one person that may be another of them paid twice. */
export function duplicatesAmong(payments: readonly PaymentRow[]): ReadonlySet<string> {
  const kept = payments.filter(
    (each) => each.type === "PAY-IN" && each.collectedMinor > each.refundedMinor + each.returnedMinor,
  );
  return new Set(
    kept
      .filter((one) => kept.some((other) => other.id !== one.id && isAlike(one, other)))
      .map(({ id }) => id),
  );
}

function isAlike(one: PaymentRow, other: PaymentRow): boolean {
  return (
    one.merchantId === other.merchantId &&
    one.currency === other.currency &&
    one.precision === other.precision &&
    one.initialAmountMinor === other.initialAmountMinor &&
    Math.abs(one.createdAt.getTime() - other.createdAt.getTime()) <= DUPLICATE_WITHIN_MS
  );
}
