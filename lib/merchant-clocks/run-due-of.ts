import { expireCheckoutPayments } from "@/lib/checkout/expire-checkout-payments";
import { sendDueInitiations } from "@/lib/connected/initiations/send-initiation";
import { currentHold } from "@/lib/db/hold";
import { log } from "@/lib/log/log";
import { assumeSuccess, collectDuePayments } from "@/lib/policies/collection/collect-due";
import { approveDueCommissions } from "@/lib/referrals/commissions/approve-due";
import { expireReferrals } from "@/lib/referrals/referrals/expire-referrals";
import { type Ctx, jobContext } from "@/lib/verb/context";

type Due = (call: { ctx: Ctx; merchantId: string }) => Promise<number>;

/** What becomes due as time passes, by the names of the jobs that do it for everybody. */
const DUE: Readonly<Record<string, Due>> = {
  "expire-checkout-payments": expireCheckoutPayments,
  "approve-commissions": approveDueCommissions,
  "payment-initiations": sendDueInitiations,
  "expire-referrals": expireReferrals,
  "policy-collection": collectDuePayments,
  "policy-assume-success": assumeSuccess,
};

/**
 * Does at once what has become due of a merchant, and nobody else's: who moved its clock need not wait for the jobs. Nothing
 * while the database is held.
 */
export async function runDueOf(ctx: Ctx, merchantId: string): Promise<void> {
  if (await currentHold()) return;
  for (const [name, due] of Object.entries(DUE)) {
    const job = { ...jobContext(name, ctx.now, ctx.requestId), ownTime: ctx.ownTime };
    // What fails here the job does: it is due still.
    await due({ ctx: job, merchantId }).catch((err: unknown) =>
      log.error({ err, requestId: ctx.requestId, task: name }, "a job failed"),
    );
  }
}
