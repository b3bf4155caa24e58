import { one, page, paymentV3 } from "@/lib/connected/answers";
import { connectedPaymentById } from "@/lib/connected/payments/connected-payment";
import { losslessJson, presentPaymentV3 } from "@/lib/connected/present";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { initiationsQuery, pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { attemptsOf } from "@/lib/payments/attempt";
import { asked, initiated, initiationAdjustmentV3, initiationV3, reversed, taskV3 } from "./answers";
import { createInitiation } from "./create-initiation";
import { approveInitiation, deleteInitiation, rejectInitiation } from "./decide-initiation";
import { getTask } from "./get-task";
import { getInitiation, type Initiation, initiationId, listInitiations } from "./initiation";
import { presentAdjustments, presentInitiationV3, presentTask, stepsOf } from "./present";
import { reverseInitiation } from "./reverse-initiation";
import { retryInitiation } from "./send-initiation";
import { createInitiationV3, initiateQuery, reverseInitiationBody } from "./wire";

const V3 = "/api/payments/v3";
const AT = `${V3}/payment-initiations`;
const operation = operationsWith(validateFirst);

export const INITIATION_PARAMS = { id: "The payment initiation's id, unpadded base64url." };

export const INITIATION_EXAMPLE = {
  reference: "rent-2026-01",
  scheduledAt: "2026-01-05T10:00:00Z",
  connectorID: "$SANDBOX_CONNECTOR_ID",
  description: "Rent for January",
  type: "PAYOUT",
  amount: 120000,
  asset: "EUR/2",
  sourceAccountID: "$SANDBOX_ACCOUNT_ID",
  destinationAccountID: "$SANDBOX_ACCOUNT_ID",
};

export const REVERSAL_EXAMPLE = {
  reference: "rent-2026-01-back",
  description: "Paid twice",
  amount: 100,
  asset: "EUR/2",
};

/** Payment initiations of the third wire version: money is sent once somebody approved it. */
export const initiationOperationsV3: readonly KeyedOperation[] = [
  operation({
    id: "initiatePaymentV3",
    method: "POST",
    path: AT,
    permission: "payments:initiate",
    summary: "Initiate a transfer or a payout (v3)",
    description:
      "Nothing moves before it is approved. The same reference again gives the one that is there. Only a connector of " +
      "DUMMY-PAY sends money, through the sandbox; others mirror what their provider did.",
    query: initiateQuery,
    body: { schema: createInitiationV3 },
    answers: { 202: { description: "It waits for approval, or was approved.", schema: one(initiated) } },
    example: { body: INITIATION_EXAMPLE },
    handle: async ({ ctx, body, query }) => {
      const approved = query.noValidation === "true";
      const made = await createInitiation({ ctx, input: body, approved });
      const task = approved && { taskID: await taskOf(made) };
      return Response.json({ data: { paymentInitiationID: initiationId(made), ...task } }, { status: 202 });
    },
  }),
  operation({
    id: "listPaymentInitiationsV3",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List payment initiations (v3)",
    query: pageQuery.extend({ query: initiationsQuery }),
    answers: { 200: { description: "A page, newest first.", schema: page(initiationV3) } },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("payment-initiations/v3", url.searchParams);
      const found = await listInitiations({ ctx, input, version: "v3" });
      return losslessJson({ cursor: { ...found, data: found.data.map(presentInitiationV3) } });
    },
  }),
  operation({
    id: "getPaymentInitiationV3",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read a payment initiation (v3)",
    params: INITIATION_PARAMS,
    answers: { 200: { description: "The payment initiation.", schema: one(initiationV3) } },
    example: { params: { id: "$INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      losslessJson({ data: presentInitiationV3(await getInitiation({ ctx, input: { id } })) }),
  }),
  operation({
    id: "deletePaymentInitiationV3",
    method: "DELETE",
    path: `${AT}/:id`,
    permission: "payments:initiate",
    summary: "Delete a payment initiation (v3)",
    description: "Only one that waits or was rejected; its reference stays taken.",
    params: INITIATION_PARAMS,
    answers: { 204: { description: "Deleted.", schema: null } },
    example: { params: { id: "$NEW_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await deleteInitiation({ ctx, input: { id } });
      return noContent();
    },
  }),
  operation({
    id: "approvePaymentInitiationV3",
    method: "POST",
    path: `${AT}/:id/approve`,
    permission: "payments:approve",
    summary: "Approve a payment initiation (v3)",
    description:
      "Sends its money at once, or on the day it is scheduled for: once, however often it is approved.",
    params: INITIATION_PARAMS,
    answers: { 202: { description: "What the connector was asked.", schema: one(asked) } },
    example: { params: { id: "$INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => askedFor(await approveInitiation({ ctx, input: { id } })),
  }),
  operation({
    id: "rejectPaymentInitiationV3",
    method: "POST",
    path: `${AT}/:id/reject`,
    permission: "payments:approve",
    summary: "Reject a payment initiation (v3)",
    params: INITIATION_PARAMS,
    answers: { 204: { description: "Rejected.", schema: null } },
    example: { params: { id: "$REJECTED_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await rejectInitiation({ ctx, input: { id } });
      return noContent();
    },
  }),
  operation({
    id: "retryPaymentInitiationV3",
    method: "POST",
    path: `${AT}/:id/retry`,
    permission: "payments:approve",
    summary: "Send a payment initiation again that failed (v3)",
    params: INITIATION_PARAMS,
    answers: { 202: { description: "What the connector was asked.", schema: one(asked) } },
    example: { params: { id: "$FAILED_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => askedFor(await retryInitiation({ ctx, input: { id } })),
  }),
  operation({
    id: "reversePaymentInitiationV3",
    method: "POST",
    path: `${AT}/:id/reverse`,
    permission: "payments:approve",
    summary: "Reverse a payment initiation (v3)",
    description: "Calls back part or all of what was sent. The same reference again calls back once.",
    params: INITIATION_PARAMS,
    body: { schema: reverseInitiationBody },
    answers: { 202: { description: "What the connector was asked.", schema: one(reversed) } },
    example: { params: { id: "$SENT_INITIATION_ID" }, body: REVERSAL_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body }) => {
      const made = await reverseInitiation({ ctx, input: { ...body, id } });
      return Response.json(
        { data: { taskID: made.attemptId, paymentInitiationReversalID: made.id } },
        { status: 202 },
      );
    },
  }),
  operation({
    id: "listPaymentInitiationAdjustmentsV3",
    method: "GET",
    path: `${AT}/:id/adjustments`,
    permission: "payments:read",
    summary: "List a payment initiation's adjustments (v3)",
    params: INITIATION_PARAMS,
    query: pageQuery,
    answers: {
      200: { description: "What happened to it, newest first.", schema: page(initiationAdjustmentV3) },
    },
    example: { params: { id: "$SENT_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" }, url }) => {
      const initiation = await getInitiation({ ctx, input: { id } });
      const input = readPageRequest(`payment-initiations/${id}/adjustments`, url.searchParams);
      const rows = presentAdjustments(initiation, await stepsOf(initiation));
      return losslessJson({ cursor: pageOfList(rows, input, (row) => [row.createdAt, row.id]) });
    },
  }),
  operation({
    id: "listPaymentInitiationPaymentsV3",
    method: "GET",
    path: `${AT}/:id/payments`,
    permission: "payments:read",
    summary: "List a payment initiation's payments (v3)",
    params: INITIATION_PARAMS,
    query: pageQuery,
    answers: { 200: { description: "The payment it made, where it was sent.", schema: page(paymentV3) } },
    example: { params: { id: "$SENT_INITIATION_ID" } },
    handle: async ({ ctx, params: { id = "" }, url }) => {
      const { paymentId } = await getInitiation({ ctx, input: { id } });
      const input = readPageRequest(`payment-initiations/${id}/payments`, url.searchParams);
      const rows = paymentId === null ? [] : [presentPaymentV3(await connectedPaymentById(paymentId))];
      return losslessJson({ cursor: pageOfList(rows, input, (row) => [row.createdAt, row.id]) });
    },
  }),
  operation({
    id: "getTaskV3",
    method: "GET",
    path: `${V3}/tasks/:id`,
    permission: "payments:read",
    summary: "Read a task (v3)",
    description: "What a connector was asked for a payment initiation, and how it stands.",
    params: { id: "The task's id, from an approval, a retry or a reversal." },
    answers: { 200: { description: "The task.", schema: one(taskV3) } },
    example: { params: { id: "$TASK_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentTask(await getTask({ ctx, input: { id } })) }),
  }),
];

async function askedFor(initiation: Initiation): Promise<Response> {
  return Response.json({ data: { taskID: await taskOf(initiation) } }, { status: 202 });
}

/** The newest attempt to send it; itself while it waits for its day. */
async function taskOf({ uuid, paymentId }: Initiation): Promise<string> {
  const attempts = paymentId === null ? [] : await attemptsOf(paymentId);
  return attempts.findLast((attempt) => attempt.operation === "payout")?.id ?? uuid;
}
