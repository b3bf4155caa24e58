import type { KindOperations } from "@/lib/payments/kind-operations";
import { takeInReport } from "@/lib/payments/report-adjustment";
import { finishChallenge } from "./answer-challenge";
import { closeProviderPage } from "./hosted/ask-provider";
import { chargeRequest } from "./pay-checkout";
import { settleCharge } from "./settle-charge";

/** What checkout payments do their own way. */
export const checkoutKind: KindOperations = {
  charges: {
    request: chargeRequest,
    settle: settleCharge,
    abandonChallenge: (ctx, attempt) =>
      attempt.method.hosted ? closeProviderPage(ctx, attempt) : finishChallenge(ctx, attempt, "leave"),
    // What a bank takes back of a checkout payment is a dispute.
    takeBack: null,
    givenBackBy: null,
  },
  refundElsewhere: null,
  report: takeInReport,
};
