import { z } from "zod";
import { requiredOr } from "@/lib/checkout/fields";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { readAnyId, spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { findRetries, RETRIES_PER_PAGE, type RetryRow } from "@/lib/policies/collection/find-retries";
import { retryPayment, stopRetrying } from "@/lib/policies/collection/retry-payment";
import { retryVerdict } from "@/lib/policies/collection/retry-verdict";
import { cursorOf } from "@/lib/search/keyset";
import { Refused } from "@/lib/verb/problem";
import { listAnswer, nextPlace, presentPage } from "./list-answer";
import { idField, rowCursor } from "./wire";

const operation = operationsWith(validate);

const STATES = ["waiting", "stuck"] as const;

const retryAnswer = z
  .object({
    paymentId: spelledId("pay").meta({ description: "The premium that failed." }),
    object: z.literal("retry"),
    latestPaymentId: spelledId("pay").meta({
      description: "The last attempt at it, which is a payment too.",
    }),
    latestStatus: z.enum(PAYMENT_STATUSES),
    policyId: spelledId("pol"),
    policyNumber: z.string(),
    amount: z.string().meta({ description: "In the decimals of its currency." }),
    currency: z.string(),
    failureReason: z.string().optional(),
    failedAt: time,
    retriesMade: z.int(),
    retriesAllowed: z
      .int()
      .meta({ description: "By the product module: 0 where it does not retry by itself." }),
    nextAttemptAt: time.optional().meta({ description: "When the retry that waits is due." }),
    mayRetry: z.boolean(),
    whyNot: z.string().optional().meta({ description: "Why it may not be retried by hand." }),
  })
  .meta({ id: "ManagementRetry" });

const OUTCOMES = ["successful", "failed", "unknown", "waiting"] as const;

const attemptAnswer = z.object({
  object: z.literal("retryAttempt"),
  paymentId: spelledId("pay").meta({ description: "The payment that is the attempt." }),
  outcome: z.enum(OUTCOMES).meta({
    description:
      "`unknown`: the provider has not answered and is being asked. `waiting`: others collect it, and its outcome has to be reported.",
  }),
});

const STATUS_RULE = "must be the latestStatus of an answer";

const PATH = "/management/v1/retries";
const PARAMS = { id: "The failed premium's id, `pay_…`." };
const ONE = { params: { id: "$FAILED_PAYMENT_ID" } };

/** Premiums that failed, and what is done about them. */
export const retryOperations: readonly KeyedOperation[] = [
  operation({
    id: "listRetries",
    method: "GET",
    path: PATH,
    permission: "payments:read",
    summary: "List failed premiums that nobody has recovered",
    description: `The latest failure first, ${RETRIES_PER_PAGE} at a time. \`waiting\` have a retry ahead, \`stuck\` have none.`,
    query: z.object({
      state: z.enum(STATES, { error: `must be one of ${STATES.join(", ")}` }).optional(),
      cursor: rowCursor.optional(),
    }),
    answers: { 200: { description: "A page of failed premiums.", schema: listAnswer(retryAnswer) } },
    example: { query: { state: "stuck" } },
    handle: async ({ ctx, query: { state, cursor: after } }) => {
      const { rows, more } = await findRetries({ ctx, input: { state, after } });
      return answerJson(presentPage(rows.map(presentRetry), nextPlace(rows, more, placeOf)));
    },
  }),
  operation({
    id: "getRetry",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "payments:read",
    summary: "Read how a failed premium stands",
    description: "One that was collected since is not found.",
    params: PARAMS,
    answers: { 200: { description: "How it stands.", schema: retryAnswer } },
    example: ONE,
    load: retryAt,
    handle: async ({ loaded }) => answerJson(presentRetry(loaded)),
  }),
  operation({
    id: "retryFailedPremium",
    method: "POST",
    path: `${PATH}/:id/attempts`,
    permission: "payments:retry",
    summary: "Retry a failed premium now",
    description:
      "The retry that waits is brought forward, or a new one is made. The body says what was last seen of it: asked twice, " +
      "one attempt is made. What may not be retried is a 409 that says why.",
    params: PARAMS,
    body: {
      schema: z.object({
        latestPaymentId: idField,
        latestStatus: z.enum(PAYMENT_STATUSES, { error: requiredOr(STATUS_RULE) }),
      }),
    },
    answers: { 201: { description: "What became of the attempt.", schema: attemptAnswer } },
    refuses: [409],
    example: { ...ONE, body: { latestPaymentId: "$FAILED_PAYMENT_ID", latestStatus: "failed" } },
    load: retryAt,
    handle: async ({ ctx, loaded: { originalId }, body: { latestPaymentId: latestId, latestStatus } }) => {
      const { paymentId, outcome } = await retryPayment({
        ctx,
        input: { originalId, latestId, latestStatus },
      });
      const answer = { object: "retryAttempt", paymentId: spellId("pay", paymentId), outcome };
      return answerJson(answer, { status: 201 });
    },
  }),
  operation({
    id: "stopRetrying",
    method: "POST",
    path: `${PATH}/:id/stop`,
    permission: "payments:retry",
    summary: "Stop retrying a failed premium",
    description: "The retry that waits is cancelled, and no other is made. Where none waits it is a 409.",
    params: PARAMS,
    answers: { 200: { description: "How it stands now.", schema: retryAnswer } },
    refuses: [409],
    example: { params: { id: "$WAITING_PAYMENT_ID" } },
    load: retryAt,
    handle: async (call) => {
      const { ctx, loaded } = call;
      await stopRetrying({ ctx, input: { originalId: loaded.originalId } });
      return answerJson(presentRetry(await retryAt(call)));
    },
  }),
];

async function retryAt({ ctx, params: { id = "" } }: Call): Promise<RetryRow> {
  const originalId = readAnyId(id);
  const { rows } = await findRetries({ ctx, input: { originalIds: originalId ? [originalId] : [] } });
  const [row] = rows;
  if (!row) throw new Refused({ code: "not_found", object: "Failed premium", id });
  return row;
}

function placeOf({ failedAt, originalId }: RetryRow): string {
  return cursorOf({ createdAt: failedAt, id: originalId });
}

function presentRetry(row: RetryRow): z.input<typeof retryAnswer> {
  const verdict = retryVerdict(row);
  return {
    paymentId: spellId("pay", row.originalId),
    object: "retry",
    latestPaymentId: spellId("pay", row.latestId),
    latestStatus: row.latestStatus,
    policyId: spellId("pol", row.policyId),
    policyNumber: row.policyNumber,
    amount: formatDecimal(row.amountMinor, exponentOf(row.currency)),
    currency: row.currency,
    ...(row.failureReason !== null && { failureReason: row.failureReason }),
    failedAt: row.failedAt.toISOString(),
    retriesMade: row.retriesMade,
    retriesAllowed: row.retriesAllowed,
    ...(row.nextAttemptAt && { nextAttemptAt: row.nextAttemptAt.toISOString() }),
    mayRetry: verdict.allowed,
    ...(!verdict.allowed && { whyNot: verdict.reason }),
  };
}
