import { z } from "zod";
import { text } from "@/lib/checkout/fields";
import { getCheckoutPayment } from "@/lib/checkout/get-checkout-payment";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "@/lib/checkout/limits";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { type Attempt, attemptById } from "@/lib/payments/attempt";
import { getPayment } from "@/lib/payments/get-payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { EVIDENCE_LENGTH_MAX, evidenceOffer, submitEvidence } from "./submit-evidence";

const operation = operationsWith(validate);

/** `open`: it can be answered from here; any other is why not, and `reason` says it in words. */
const STANDINGS = ["open", "under_way", "sent", "late", "decided", "elsewhere"] as const;
const EVIDENCE_STATUSES = ["pending", "sent", "refused"] as const;

const disputeAnswer = z
  .object({
    object: z.literal("dispute"),
    paymentId: spelledId("pay"),
    evidence: z.enum(STANDINGS),
    disputeId: z.string().optional(),
    amount: z
      .string()
      .regex(/^\d+\.\d{2}$/)
      .optional(),
    currency: z.string(),
    respondBy: time.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: "CheckoutDispute" });

const evidenceAnswer = z
  .object({
    id: spelledId("evd"),
    object: z.literal("evidence"),
    paymentId: spelledId("pay"),
    disputeId: z.string(),
    status: z.enum(EVIDENCE_STATUSES),
    declineCode: z.string().optional(),
    createdAt: time,
    finishedAt: time.optional(),
  })
  .meta({ id: "CheckoutEvidence" });

const evidenceBody = z.object({
  disputeId: text(255, 1),
  explanation: text(EVIDENCE_LENGTH_MAX, 1).refine((value) => value.trim() !== "", {
    error: "must not be empty",
  }),
  sold: text(EVIDENCE_LENGTH_MAX).optional(),
  receipt: text(EVIDENCE_LENGTH_MAX).optional(),
  communication: text(EVIDENCE_LENGTH_MAX).optional(),
  idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1),
});

const PARAMS = { id: "The payment's id, `pay_…`." };

/** Ours, in the checkout door: what a customer disputes at their bank, and the one answer to it. */
export const evidenceOperations: readonly KeyedOperation[] = [
  operation({
    id: "getCheckoutDispute",
    method: "GET",
    path: "/v0/payments/:id/dispute",
    permission: "payments:read",
    summary: "Read how a payment's dispute can be answered",
    description:
      "The oldest open dispute that nobody has answered. While `evidence` is `open` it has the provider's `disputeId`, and " +
      "where that was told the amount and by when to answer; else `reason` says why it cannot be answered from here. A " +
      "payment that was never disputed is a 404.",
    params: PARAMS,
    answers: { 200: { description: "The dispute.", schema: disputeAnswer } },
    example: { params: { id: "$DISPUTED_PAYMENT_ID" } },
    load: checkoutPaymentOf,
    handle: async ({ ctx, loaded: { id } }) => answerJson(await disputeOf(ctx, id)),
  }),
  operation({
    id: "submitCheckoutEvidence",
    method: "POST",
    path: "/v0/payments/:id/dispute/evidence",
    permission: "payments:refund",
    summary: "Answer a payment's dispute",
    description:
      "For good: a provider takes evidence once. `disputeId` is the dispute that was read, so that no other is answered by " +
      "mistake. The same `idempotencyKey` again gives what was sent, whatever else the body says. `pending` is evidence " +
      "whose answer was lost: it is looked up, and never sent twice. A dispute that is decided, past its deadline, answered " +
      "already or answered at the provider alone is a 409.",
    params: PARAMS,
    body: { schema: evidenceBody },
    answers: {
      200: { description: "The evidence this idempotency key sent before.", schema: evidenceAnswer },
      201: { description: "What was sent.", schema: evidenceAnswer },
    },
    refuses: [409],
    example: {
      params: { id: "$DISPUTED_PAYMENT_ID" },
      body: {
        disputeId: "$DISPUTE_ID",
        explanation: "She bought two mugs on 3 March and signed for them on 5 March.",
        sold: "Two stoneware mugs",
        idempotencyKey: "evidence-$DISPUTE_ID",
      },
    },
    load: checkoutPaymentOf,
    handle: async ({ ctx, loaded: { id }, body: { disputeId: dispute, ...body } }) => {
      const { outcome, attemptId } = await submitEvidence({ ctx, input: { ...body, id, dispute } });
      const attempt = await attemptById(attemptId);
      if (!attempt) throw new Error("evidence that was sent is not there");
      return answerJson(presentEvidence(attempt), { status: outcome === "replayed" ? 200 : 201 });
    },
  }),
];

/** This door answers the disputes of its own payments only. */
function checkoutPaymentOf({ ctx, params: { id = "" } }: Call) {
  return getCheckoutPayment({ ctx, input: { id } });
}

async function disputeOf(ctx: Ctx, id: string): Promise<z.output<typeof disputeAnswer>> {
  const detail = await getPayment({ ctx, input: { id } });
  const verdict = await evidenceOffer(detail, ctx.now);
  if (!verdict) throw new Refused({ code: "not_found", object: "Dispute of", id: spellId("pay", id) });
  const common = {
    ...({ object: "dispute", paymentId: spellId("pay", id) } as const),
    ...{ evidence: verdict.standing, currency: detail.payment.currency },
  };
  if (verdict.standing !== "open") return { ...common, reason: verdict.reason };
  const { reference: disputeId, amountMinor, respondBy } = verdict.dispute;
  return {
    ...common,
    disputeId,
    ...(amountMinor !== null && { amount: formatDecimal(amountMinor, CHECKOUT_PRECISION) }),
    ...(respondBy && { respondBy: respondBy.toISOString() }),
  };
}

function presentEvidence(attempt: Attempt): z.output<typeof evidenceAnswer> {
  const { id, paymentId, state, declineCode, method, startedAt, finishedAt } = attempt;
  return {
    id: spellId("evd", id),
    object: "evidence",
    paymentId: spellId("pay", paymentId),
    disputeId: method.evidence?.disputeReference ?? "",
    status: state === "succeeded" ? "sent" : state === "failed" ? "refused" : "pending",
    ...(declineCode !== null && { declineCode }),
    createdAt: startedAt.toISOString(),
    ...(finishedAt !== null && { finishedAt: finishedAt.toISOString() }),
  };
}
