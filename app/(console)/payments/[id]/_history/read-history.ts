import { toLines } from "@/app/(console)/_shared/to-lines";
import { auditHref } from "@/app/(console)/settings/audit/audit-href";
import { ListAudit } from "@/lib/audit/schemas";
import type { HistorySources, RelatedPayment } from "@/lib/kinds/history/history-line";
import { mergeHistory } from "@/lib/kinds/history/merge-history";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import type { PaymentChain } from "@/lib/policies/collection/payment-chain";
import { methodHistory } from "@/lib/policies/methods/method-history";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { requestsOfPayment } from "@/lib/requests/requests-of-payment";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { deliveriesOfPayment } from "@/lib/webhooks/deliveries/deliveries-of-payment";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { type HistoryEntry, type HistoryWords, historyEntry, type ToldLine } from "./history-entries";

/** A payment's one column, as this reader may see it: deliveries and requests for those who may read them. */
export async function readHistory({
  ctx,
  detail,
  chain,
  words,
}: {
  ctx: Ctx;
  detail: PaymentDetail;
  chain: PaymentChain | null;
  words: Omit<HistoryWords, "kind">;
}) {
  const { payment, adjustments, attempts, audit } = detail;
  const input = { paymentId: payment.id };
  const mays = {
    audit: may(ctx.actor, "audit:read"),
    deliveries: may(ctx.actor, "webhooks:read"),
    requests: may(ctx.actor, "requests:read"),
  };
  const [methodAudit, told, requests] = await Promise.all([
    chain && may(ctx.actor, "policies:read") ? methodHistory({ ctx, input: standingOf(ctx, chain) }) : [],
    mays.deliveries ? deliveriesOfPayment({ ctx, input }) : { deliveries: [], more: false },
    mays.requests ? requestsOfPayment({ ctx, input }) : [],
  ]);
  const deliveries = toLines(told.deliveries, ctx).map((line): ToldLine => {
    return { ...line, id: line.delivery.id, createdAt: line.delivery.createdAt };
  });
  const sources: HistorySources<ToldLine> = {
    opening: payment,
    ...{ adjustments, attempts, audit, methodAudit, deliveries, requests },
    related: chain ? relatedOf(chain) : [],
  };
  const lines = mergeHistory(sources).map((line) =>
    linked(historyEntry(line, { kind: payment.kind, ...words }), mays),
  );
  return {
    lines,
    more: [
      ...(deliveries.length > 0
        ? [{ href: deliverySearchAddress({ payment: payment.id }), label: "All deliveries of this payment" }]
        : []),
      ...(mays.requests
        ? [{ href: requestSearchAddress({ payment: payment.id }), label: "All requests about it, reads too" }]
        : []),
      ...(mays.audit
        ? [{ href: auditHref({ objectType: "payment", objectId: payment.id }), label: "Audit log" }]
        : []),
    ],
  };
}

/** The payment's method from when the money was first asked for until it was collected, or until now. */
function standingOf({ now }: Ctx, { payment, attempts }: PaymentChain) {
  const first = attempts[0] ?? payment;
  const collected = attempts.find(({ status }) => status === "succeeded");
  return {
    methodIds: [...new Set([payment, ...attempts].map(({ paymentMethodId }) => paymentMethodId))],
    since: first.createdAt,
    until: collected?.finalizedAt && collected.finalizedAt > first.createdAt ? collected.finalizedAt : now,
  };
}

function relatedOf({ payment, attempts, reversals, histories }: PaymentChain): RelatedPayment[] {
  return [...attempts, ...reversals]
    .filter(({ id }) => id !== payment.id)
    .map((related) => ({
      ...related,
      isGivenBack: related.id === payment.reversalOf,
      adjustments: histories.filter(({ paymentId }) => paymentId === related.id),
    }));
}

function linked(entry: HistoryEntry, mays: { audit: boolean; requests: boolean }) {
  const { by, request } = entry;
  return {
    ...entry,
    byHref:
      mays.audit && by.type && by.id
        ? auditHref(ListAudit.parse({ actorType: by.type, actorId: by.id }))
        : null,
    requestHref: mays.requests && request.words ? `/requests/${request.id}` : null,
  };
}
