import { z } from "zod";
import { type Call, judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { once } from "@/lib/policies/payments/idempotency";
import { paymentAnswer } from "./answers";
import { batchAnswer } from "./batches/batch-answers";
import { changeBatch } from "./batches/change-batch";
import { BATCH_STATUSES, getBatch, listBatches, listPaymentsOfBatch } from "./batches/payment-batch";
import { presentBatch } from "./batches/present-batch";
import { pathId } from "./door-paths";
import { required } from "./field-words";
import { DESCRIPTION_LENGTH_MAX, textOrNothing } from "./fields";
import { jsonAnswer } from "./json";
import { TOTAL } from "./operations-policies";
import { presentPayment } from "./present";
import { readBody, refuseIssues } from "./read-body";
import { commaListOf, keyedQuery, pageOf, pageQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const BATCHES = "/v1/insurance/payment-batches";
const PARAMS = { id: "The batch's id." };
const ONE = { params: { id: "$BATCH_ID" } };
const JUDGED = judgedByHandler<Record<string, unknown>>();

const changeBody = z.strictObject({
  status: z.enum(["accepted", "failed"]),
  failure_reason: textOrNothing(DESCRIPTION_LENGTH_MAX)
    .optional()
    .meta({ description: "Required with `failed`; kept with `accepted` as what was said." }),
});

const load = ({ ctx, params }: Call) => getBatch({ ctx, input: { id: pathId(params.id, "Payment batch") } });

/** Payment batches: what was handed to a connector together. */
export const batchOperations: readonly KeyedOperation[] = [
  operation({
    id: "listPaymentBatches",
    method: "GET",
    path: BATCHES,
    permission: "payments:read",
    summary: "List payment batches",
    description:
      "Newest first. A batch is what one run of the collection handed to one connection: payments of one " +
      "organisation, collection type, currency and day.",
    query: pageQuery.extend({ status: commaListOf(BATCH_STATUSES).optional() }),
    answers: { 200: { description: "A page of batches.", schema: batchAnswer.array(), headers: TOTAL } },
    example: { query: { status: "submitted,failed" } },
    handle: async ({ ctx, query }) => {
      const { batches, total } = await listBatches({
        ctx,
        input: { statuses: query.status, ...pageOf(query) },
      });
      return jsonAnswer(batches.map(presentBatch), { "X-Total-Count": String(total) });
    },
  }),
  operation({
    id: "getPaymentBatch",
    method: "GET",
    path: `${BATCHES}/:id`,
    permission: "payments:read",
    summary: "Read a payment batch",
    params: PARAMS,
    answers: { 200: { description: "The batch.", schema: batchAnswer } },
    example: ONE,
    load,
    handle: async ({ loaded }) => jsonAnswer(presentBatch(loaded)),
  }),
  operation({
    id: "listPaymentsOfBatch",
    method: "GET",
    path: `${BATCHES}/:id/payments`,
    permission: "payments:read",
    summary: "List the payments of a batch",
    description: "As they are now, in the order they were handed over.",
    params: PARAMS,
    query: pageQuery,
    answers: { 200: { description: "A page of payments.", schema: paymentAnswer.array(), headers: TOTAL } },
    example: ONE,
    load,
    handle: async ({ ctx, query, loaded: { id } }) => {
      const { payments, total } = await listPaymentsOfBatch({ ctx, input: { id, ...pageOf(query) } });
      return jsonAnswer(
        payments.map((each) => presentPayment(each)),
        { "X-Total-Count": String(total) },
      );
    },
  }),
  operation({
    id: "updatePaymentBatch",
    method: "PATCH",
    path: `${BATCHES}/:id`,
    permission: "payments:update",
    summary: "Say what became of a payment batch",
    description:
      "`accepted` says nothing of its payments. `failed` fails those that have not failed, as `PUT /payments/{id}` would " +
      "with `allow_retry`; where one of them cannot be, it is a 409 and nothing changes. The same again changes nothing.",
    params: PARAMS,
    query: keyedQuery,
    body: { schema: changeBody, schemaFor: () => JUDGED },
    answers: { 200: { description: "The batch.", schema: batchAnswer } },
    refuses: [409],
    example: { ...ONE, body: { status: "accepted", failure_reason: "" } },
    load,
    handle: async ({ ctx, url, body, loaded: { id } }) =>
      once(
        { ctx, url, method: "PATCH", body },
        async () => {
          const { status: to, failure_reason: failureReason = "" } = readBody(changeBody, body);
          if (to === "failed" && failureReason.trim() === "") refuseIssues([required("failure_reason")]);
          return { id, to, failureReason };
        },
        async (tx, asked) => jsonAnswer(presentBatch(await changeBatch(tx, ctx, asked))),
      ),
  }),
];
