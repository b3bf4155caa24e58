import type { KindOperations } from "@/lib/payments/kind-operations";
import { collectionRequest } from "./collection/collect-payment";
import { returnCollection, settleCollection } from "./collection/settle-collection";
import { changeIn } from "./payments/update-policy-payment";

const REPORTED = "Reported through connected payments";

/** What policy payments do their own way: a failure has its action, and retries follow from it. */
export const policyKind: KindOperations = {
  charges: {
    request: collectionRequest,
    settle: settleCollection,
    abandonChallenge: null,
    takeBack: returnCollection,
  },
  refundElsewhere: null,
  report: async (tx, ctx, { payment }, { status, reason = REPORTED }) => {
    const failure = status === "failed" ? ({ reason, action: "block_retry", code: null } as const) : null;
    await changeIn(tx, ctx, { paymentId: payment.id, to: status, failure });
  },
};
