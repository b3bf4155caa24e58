import type { Queryable } from "@/lib/db/sql";
import type { KindOperations } from "@/lib/payments/kind-operations";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import { takeInReport } from "@/lib/payments/report-adjustment";
import { Refused } from "@/lib/verb/problem";
import { isMirrored } from "./payments/is-mirrored";

/** What connected payments do their own way: nothing but take in what is reported, where no provider tells it itself. */
export const connectedKind: KindOperations = {
  charges: null,
  refundElsewhere: null,
  report: async (tx, ctx, locked, change) => {
    await refuseMirrored(tx, locked);
    await takeInReport(tx, ctx, locked, change);
  },
};

/** What its provider tells of a mirrored payment would be there twice. */
async function refuseMirrored(tx: Queryable, { payment: { id: paymentId } }: LockedPayment): Promise<void> {
  if (!(await isMirrored(paymentId, tx))) return;
  throw new Refused({
    code: "capability_not_supported",
    message: "This payment is mirrored from its provider, which alone tells what becomes of it.",
  });
}
