import { answerText } from "@/lib/http/answer-json";
import { type Call, judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import {
  ASYNC_BODY_BYTES_MAX,
  ASYNC_ITEMS_MAX,
  type AsyncOperation,
  queueAsync,
} from "@/lib/policies/payments/async-requests";
import { createAtOnce } from "@/lib/policies/payments/create-at-once";
import { readCreateBody } from "@/lib/policies/payments/create-fields";
import { createIn } from "@/lib/policies/payments/create-policy-payment";
import {
  createItemsSchema,
  createPaymentSchema,
  updateItemsSchema,
  updatePaymentSchema,
} from "@/lib/policies/payments/create-schema";
import { once } from "@/lib/policies/payments/idempotency";
import { presentAll } from "@/lib/policies/payments/included";
import { getPolicyPayment, listPolicyPayments } from "@/lib/policies/payments/list-policy-payments";
import { reverseIn } from "@/lib/policies/payments/reverse-policy-payment";
import { readUpdateBody, type UpdatePolicyPaymentBody } from "@/lib/policies/payments/update-fields";
import { changeIn, toChange } from "@/lib/policies/payments/update-policy-payment";
import { policyMerchant } from "./acting-merchant";
import { paymentAnswer } from "./answers";
import { pathId, readPathId } from "./door-paths";
import { unfit, WHOLE_BODY } from "./field-words";
import { jsonAnswer } from "./json";
import { getPolicy } from "./manage-policies";
import { presentPayment } from "./present";
import { readBody, refuseIssues } from "./read-body";
import { includeQuery, keyedQuery, listPaymentsQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const PAYMENT = { id: "The payment's id." };

const KEYED =
  "With an `idempotency_key` the first outcome is replayed byte for byte; the same key with another body is a 409.";
const IN_THE_BACKGROUND = `At most 5000 items, each done in the background; results come by webhook. ${KEYED}`;

// Judged beside what is stored, under the idempotency key.
const JUDGED = judgedByHandler<Record<string, unknown>>();
const ITEMS = judgedByHandler<unknown[]>();

/** Payments: recorded, updated, reversed, and by the thousand in the background. */
export const paymentOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPolicyPayment",
    method: "POST",
    path: `${V1}/policies/:policyId/payments`,
    permission: "payments:create",
    summary: "Record a payment of a policy",
    description: `Amounts are negative only for \`reversal\` and \`premium_refund\`, and never zero. ${KEYED}`,
    params: { policyId: "The policy's id." },
    query: keyedQuery,
    body: { schema: createPaymentSchema, schemaFor: () => JUDGED },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    refuses: [409],
    example: {
      params: { policyId: "$POLICY_ID" },
      query: { idempotency_key: "premium-2026-03" },
      body: {
        status: "pending",
        payment_method_id: "$PAYMENT_METHOD_ID",
        payment_type: "premium",
        premium_type: "recurring",
        payment_date: "2026-03-01",
        collection_type: "debit_order_two_day",
        amount: 18000,
        description: "March premium",
      },
    },
    handle: async ({ ctx, url, params, body }) => {
      const answer = await createAtOnce({ ctx, url, policyId: readPathId(params.policyId), body });
      if (answer !== null) return answerText(answer);
      return once(
        { ctx, url, method: "POST", body },
        async (on) => ({
          policy: await getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }, on),
          read: readCreateBody(body),
        }),
        async (tx, asked) => jsonAnswer(presentPayment(await createIn(tx, ctx, asked))),
      );
    },
  }),
  operation({
    id: "listPolicyPayments",
    method: "GET",
    path: `${V1}/policies/:policyId/payments`,
    permission: "payments:read",
    summary: "List a policy's payments",
    description: "Newest first.",
    params: { policyId: "The policy's id." },
    query: listPaymentsQuery,
    answers: {
      200: {
        description: "A page of payments.",
        schema: paymentAnswer.array(),
        headers: { "X-Total-Count": "How many there are in all." },
      },
    },
    example: { params: { policyId: "$POLICY_ID" }, query: { status: "failed,pending", include: "policy" } },
    load: ({ ctx, params }) => getPolicy({ ctx, input: { id: pathId(params.policyId, "Policy") } }),
    handle: async ({ ctx, query, loaded: policy }) => {
      const { payments, total } = await listPolicyPayments({
        ctx,
        input: {
          policyId: policy.id,
          status: query.status,
          paymentTypes: query.payment_types,
          limit: query.page_size,
          offset: (query.page - 1) * query.page_size,
        },
      });
      return jsonAnswer(await presentAll(ctx, payments, query.include), { "X-Total-Count": String(total) });
    },
  }),
  operation({
    id: "createPolicyPaymentsAsync",
    method: "POST",
    path: `${V1}/payments/async-create`,
    permission: "payments:create",
    summary: "Record many payments",
    description: IN_THE_BACKGROUND,
    query: keyedQuery,
    body: {
      schema: createItemsSchema,
      read: "array",
      bytesMax: ASYNC_BODY_BYTES_MAX,
      schemaFor: () => ITEMS,
    },
    answers: { 200: { description: "Queued.", schema: null } },
    refuses: [409],
    example: {
      body: [
        {
          policy_id: "$POLICY_ID",
          status: "pending",
          payment_method_id: "$PAYMENT_METHOD_ID",
          payment_type: "premium",
          premium_type: "recurring",
          payment_date: "2026-04-01",
          collection_type: "debit_order_two_day",
          amount: 18000,
          description: "April premium",
        },
      ],
    },
    handle: (call) => queue(call, "create"),
  }),
  operation({
    id: "updatePolicyPaymentsAsync",
    method: "POST",
    path: `${V1}/payments/async-update`,
    permission: "payments:update",
    summary: "Update many payments",
    description: IN_THE_BACKGROUND,
    query: keyedQuery,
    body: {
      schema: updateItemsSchema,
      read: "array",
      bytesMax: ASYNC_BODY_BYTES_MAX,
      schemaFor: () => ITEMS,
    },
    answers: { 200: { description: "Queued.", schema: null } },
    refuses: [409],
    example: { body: [{ payment_id: "$PAYMENT_ID", status: "successful" }] },
    handle: (call) => queue(call, "update"),
  }),
  operation({
    id: "getPolicyPayment",
    method: "GET",
    path: `${V1}/payments/:id`,
    permission: "payments:read",
    summary: "Read a payment",
    params: PAYMENT,
    query: includeQuery,
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" }, query: { include: "policy,policyholder" } },
    load: ({ ctx, params }) => getPolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } }),
    handle: async ({ ctx, query, loaded }) => {
      const [presented] = await presentAll(ctx, [loaded], query.include);
      return jsonAnswer(presented);
    },
  }),
  operation({
    id: "updatePolicyPayment",
    method: "PUT",
    path: `${V1}/payments/:id`,
    permission: "payments:update",
    summary: "Say what became of a payment",
    description: `\`payment_id\` must be the id in the path. An illegal step is a 409 and changes nothing. ${KEYED}`,
    params: PAYMENT,
    query: keyedQuery,
    body: { schema: updatePaymentSchema, schemaFor: () => JUDGED },
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    refuses: [409],
    example: {
      params: { id: "$PAYMENT_ID" },
      body: {
        payment_id: "$PAYMENT_ID",
        status: "failed",
        failure_reason: "Insufficient funds",
        failure_action: "allow_retry",
      },
    },
    handle: async ({ ctx, url, params, body }) =>
      once(
        { ctx, url, method: "PUT", body },
        async (on) => {
          const { id } = await getPolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } }, on);
          const { value, issues } = readUpdateBody(body, id);
          return issues.length > 0 ? refuseIssues(issues) : toChange(value as UpdatePolicyPaymentBody);
        },
        async (tx, change) => jsonAnswer(presentPayment(await changeIn(tx, ctx, change))),
      ),
  }),
  operation({
    id: "reversePolicyPayment",
    method: "POST",
    path: `${V1}/payments/:id/reversal`,
    permission: "payments:create",
    summary: "Reverse a payment",
    description: `Once per payment: minus its amount, successful, naming the payment it reverses. ${KEYED}`,
    params: PAYMENT,
    query: keyedQuery,
    answers: { 200: { description: "The reversal.", schema: paymentAnswer } },
    refuses: [409],
    example: { params: { id: "$SUCCESSFUL_PAYMENT_ID" } },
    handle: async ({ ctx, url, params }) =>
      once(
        { ctx, url, method: "POST", body: null },
        (on) => getPolicyPayment({ ctx, input: { id: pathId(params.id, "Payment") } }, on),
        async (tx, { id }) => jsonAnswer(presentPayment(await reverseIn(tx, ctx, id))),
      ),
  }),
];

async function queue(
  { ctx, url, body: items }: Call & { body: unknown[] },
  operation: AsyncOperation,
): Promise<Response> {
  const merchantId = await policyMerchant(ctx);
  return once(
    { ctx, url, method: "POST", body: items },
    async () => {
      if (items.length > ASYNC_ITEMS_MAX)
        refuseIssues([unfit(WHOLE_BODY, `must contain less than or equal to ${ASYNC_ITEMS_MAX} items`)]);
    },
    async (tx) => {
      await queueAsync(tx, ctx, { merchantId, operation, items });
      return new Response(null, { status: 200 });
    },
  );
}
