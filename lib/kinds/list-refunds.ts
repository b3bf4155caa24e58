import { query } from "@/lib/db/sql";
import { LIST_REFUNDS, type ListRefundsRow } from "@/lib/generated/sql/kinds/list-refunds";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** A refund that a connector was asked for, or that somebody made elsewhere. `reversed`: the customer's bank sent it back later. */
export type Refund = ListRefundsRow;

/** The refunds of a payment that the caller has been shown, newest first; or the one with an id. */
export async function listRefunds({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string; id?: string };
}): Promise<Refund[]> {
  authorize(ctx, "payments:read");
  return query(LIST_REFUNDS, { paymentId: input.paymentId, id: input.id });
}
