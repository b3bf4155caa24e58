import { type PaymentView, paymentView } from "@/app/(console)/payments/[id]/_detail/payment-view";
import { liveResponse } from "@/lib/live/response";
import type { OutboxEvent } from "@/lib/outbox/read";
import { deploymentTime } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { followDeliveriesOf } from "@/lib/webhooks/deliveries/follow-deliveries-of-payment";
import { withConsoleReader } from "../../../console-reader";

/** What a payment's page shows, each time it has changed. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/live/payments/[id]">,
): Promise<Response> {
  const { id } = await params;
  return withConsoleReader("payments:read", [id], async ({ personId, reader, ctx, again }) => {
    let view = await paymentView({ ctx, reader, id });
    return liveResponse(request, {
      personId,
      about: "object",
      ...(may(ctx.actor, "webhooks:read") && { also: followDeliveriesOf(view.uuid, deploymentTime(ctx)) }),
      concerns: (event) => isShown(view, event.paymentId ?? event.objectId) || mayBeRetry(view, event),
      ctx: again,
      read: async (later, { paymentIds }) => {
        view = await paymentView({ ctx: later, reader, id });
        if (paymentIds === "everything") return view;
        return [...paymentIds].some((each) => isShown(view, each)) ? view : null;
      },
    });
  });
}

/**
 * Whether a payment's page shows something of what changed: of itself, of another attempt at the same money, of the method
 * it is collected with, or of whom or what it is for.
 */
function isShown({ uuid, shownIds }: PaymentView, changedId: string): boolean {
  return changedId === uuid || shownIds.includes(changedId);
}

/** A new attempt at the same money, or its reversal, is not among the payments that are known yet. */
function mayBeRetry({ policy }: PaymentView, { type, data }: OutboxEvent): boolean {
  return policy !== null && type === "payment.created" && data.kind === "policy";
}
