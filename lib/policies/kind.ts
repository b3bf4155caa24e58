import type { KindOperations } from "@/lib/payments/kind-operations";
import { noEarlierThan } from "@/lib/payments/reported-before";
import { collectionRequest } from "./collection/collect-payment";
import { returnCollection, settleCollection } from "./collection/settle-collection";
import { reversalIdOf } from "./payments/reversal-of";
import { changeIn } from "./payments/update-policy-payment";

const REPORTED = "Reported through connected payments";

/** What policy payments do their own way: a failure has its action, and retries follow from it. */
export const policyKind: KindOperations = {
  charges: {
    request: collectionRequest,
    settle: settleCollection,
    abandonChallenge: null,
    takeBack: returnCollection,
    givenBackBy: reversalIdOf,
  },
  refundElsewhere: null,
  report: async (tx, ctx, { payment, adjustments }, change) => {
    const { status, reason = REPORTED, reference, amountMinor, raw } = change;
    const failure = status === "failed" ? ({ reason, action: "block_retry", code: null } as const) : null;
    const at = { occurredAt: change.occurredAt, occurredNanos: change.occurredNanos };
    const reported = { reference, occurred: noEarlierThan(at, adjustments), amountMinor };
    await changeIn(tx, ctx, { paymentId: payment.id, to: status, failure, raw, reported });
  },
};
