import { z } from "zod";
import { refundAmountField, text } from "@/lib/checkout/fields";
import { getCheckoutPayment } from "@/lib/checkout/get-checkout-payment";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "@/lib/checkout/limits";
import { presentList } from "@/lib/checkout/present";
import { pageQuery } from "@/lib/checkout/wire";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { readAnyId, spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import { Refused } from "@/lib/verb/problem";
import { listRefunds, type Refund } from "./list-refunds";
import { refundPayment } from "./refund-payment";

const operation = operationsWith(validate);

/** `reversed`: the customer's bank sent it back after it had succeeded. */
const REFUND_STATUSES = ["pending", "succeeded", "failed", "reversed"] as const;

const refundAnswer = z
  .object({
    id: spelledId("rfd"),
    object: z.literal("refund"),
    paymentId: spelledId("pay"),
    amount: z.string().regex(/^\d+\.\d{2}$/),
    currency: z.string(),
    status: z.enum(REFUND_STATUSES),
    declineCode: z.string().optional(),
    reason: z.string().optional(),
    idempotencyKey: z.string().optional(),
    createdAt: time,
    finishedAt: time.optional(),
  })
  .meta({ id: "CheckoutRefund" });

const refundsAnswer = z
  .object({
    object: z.literal("list"),
    data: z.array(refundAnswer),
    pagination: z.object({ limit: z.int(), offset: z.int(), total: z.int() }),
  })
  .meta({ id: "CheckoutRefundList" });

const refundBody = z.object({
  amount: refundAmountField.optional(),
  reason: text(REASON_LENGTH_MAX).optional(),
  idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1),
});

const PARAMS = { id: "The payment's id, `pay_…`." };

/** Ours, in the checkout door: the one refund verb takes payments of every kind, and so stands above them. */
export const refundOperations: readonly KeyedOperation[] = [
  operation({
    id: "refundCheckoutPayment",
    method: "POST",
    path: "/v0/payments/:id/refunds",
    permission: "payments:refund",
    summary: "Refund a payment",
    description:
      "All that is left where no `amount` is given. The same `idempotencyKey` again gives the refund that is there, " +
      "whatever else the body says. A refund that the provider has not answered is `pending` and becomes what the " +
      "provider says; one that it refuses is `failed` with its `declineCode`, and gave nothing back.",
    params: PARAMS,
    body: { schema: refundBody },
    answers: {
      200: { description: "The refund this idempotency key made before.", schema: refundAnswer },
      201: { description: "The new refund.", schema: refundAnswer },
    },
    refuses: [409],
    example: {
      params: { id: "$PAID_PAYMENT_ID" },
      body: { amount: "10.00", reason: "One mug was broken", idempotencyKey: "refund-order-1042" },
    },
    load: checkoutPaymentOf,
    handle: async ({ ctx, loaded: { id }, body: { amount, ...body } }) => {
      const { outcome, attemptId } = await refundPayment({
        ctx,
        input: { ...body, id, amountMinor: amount },
      });
      if (attemptId === null) throw new Error("a checkout payment is refunded by a connector");
      const [refund] = await listRefunds({ ctx, input: { paymentId: id, id: attemptId } });
      if (!refund) throw new Error("a refund that was made is not there");
      return answerJson(presentRefund(refund), { status: outcome === "replayed" ? 200 : 201 });
    },
  }),
  operation({
    id: "listCheckoutRefunds",
    method: "GET",
    path: "/v0/payments/:id/refunds",
    permission: "payments:read",
    summary: "List a payment's refunds",
    description:
      "Newest first, also those that failed, and those that were made at the provider itself, or reported: their `reason` says so.",
    params: PARAMS,
    query: pageQuery,
    answers: { 200: { description: "A page of refunds.", schema: refundsAnswer } },
    example: { params: { id: "$PAID_PAYMENT_ID" } },
    load: checkoutPaymentOf,
    handle: async ({ ctx, loaded: { id }, query: { limit, offset } }) => {
      const all = await listRefunds({ ctx, input: { paymentId: id } });
      const page = all.slice(offset, offset + limit).map(presentRefund);
      return answerJson(presentList(page, { limit, offset, total: all.length }));
    },
  }),
  operation({
    id: "getCheckoutRefund",
    method: "GET",
    path: "/v0/payments/:id/refunds/:refundId",
    permission: "payments:read",
    summary: "Read a refund",
    params: { ...PARAMS, refundId: "The refund's id, `rfd_…`." },
    answers: { 200: { description: "The refund.", schema: refundAnswer } },
    example: { params: { id: "$PAID_PAYMENT_ID", refundId: "$REFUND_ID" } },
    load: checkoutPaymentOf,
    handle: async ({ ctx, loaded, params: { refundId = "" } }) => {
      const id = readAnyId(refundId);
      const [refund] = id ? await listRefunds({ ctx, input: { paymentId: loaded.id, id } }) : [];
      if (!refund) throw new Refused({ code: "not_found", object: "Refund", id: refundId });
      return answerJson(presentRefund(refund));
    },
  }),
];

/** This door refunds its own payments only. */
function checkoutPaymentOf({ ctx, params: { id = "" } }: Call) {
  return getCheckoutPayment({ ctx, input: { id } });
}

function presentRefund(refund: Refund): z.output<typeof refundAnswer> {
  const { declineCode, reason, idempotencyKey, finishedAt } = refund;
  return {
    id: spellId("rfd", refund.id),
    object: "refund",
    paymentId: spellId("pay", refund.paymentId),
    amount: formatDecimal(refund.amountMinor, CHECKOUT_PRECISION),
    currency: refund.currency,
    status: statusOf(refund),
    ...(declineCode !== null && { declineCode }),
    ...(reason !== null && { reason }),
    ...(idempotencyKey !== null && { idempotencyKey }),
    createdAt: refund.startedAt.toISOString(),
    ...(finishedAt !== null && { finishedAt: finishedAt.toISOString() }),
  };
}

function statusOf({ state, reversed }: Refund): (typeof REFUND_STATUSES)[number] {
  if (reversed) return "reversed";
  return state === "succeeded" || state === "failed" ? state : "pending";
}
