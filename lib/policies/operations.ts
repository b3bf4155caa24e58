import { z } from "zod";
import type { Operation, Reference } from "@/lib/http/operation";
import {
  createItemsSchema,
  createPaymentSchema,
  updateItemsSchema,
  updatePaymentSchema,
} from "@/lib/policies/payments/create-schema";
import { paymentAnswer } from "./answers";
import { IDEMPOTENCY_KEY_LENGTH_MAX, text } from "./fields";
import { methodOperations } from "./operations-methods";
import { policyOperations } from "./operations-policies";
import { POLICY_REFUSALS } from "./refusals";
import { includeQuery, listPaymentsQuery } from "./wire";

const V1 = "/v1/insurance";
const PAYMENT = { id: "The payment's id." };
const keyed = z.object({ idempotency_key: text(IDEMPOTENCY_KEY_LENGTH_MAX).optional() });

const KEYED =
  "With an `idempotency_key` the first outcome is replayed byte for byte; the same key with another body is a 409.";
const IN_THE_BACKGROUND = `At most 5000 items, each done in the background; results come by webhook. ${KEYED}`;

const paymentOperations: readonly Operation[] = [
  {
    id: "createPolicyPayment",
    method: "POST",
    path: `${V1}/policies/:policyId/payments`,
    summary: "Record a payment of a policy",
    description: `Amounts are negative only for \`reversal\` and \`premium_refund\`, and never zero. ${KEYED}`,
    params: { policyId: "The policy's id." },
    query: keyed,
    body: { schema: createPaymentSchema },
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
  },
  {
    id: "listPolicyPayments",
    method: "GET",
    path: `${V1}/policies/:policyId/payments`,
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
  },
  {
    id: "createPolicyPaymentsAsync",
    method: "POST",
    path: `${V1}/payments/async-create`,
    summary: "Record many payments",
    description: IN_THE_BACKGROUND,
    query: keyed,
    body: { schema: createItemsSchema },
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
  },
  {
    id: "updatePolicyPaymentsAsync",
    method: "POST",
    path: `${V1}/payments/async-update`,
    summary: "Update many payments",
    description: IN_THE_BACKGROUND,
    query: keyed,
    body: { schema: updateItemsSchema },
    answers: { 200: { description: "Queued.", schema: null } },
    refuses: [409],
    example: { body: [{ payment_id: "$PAYMENT_ID", status: "successful" }] },
  },
  {
    id: "getPolicyPayment",
    method: "GET",
    path: `${V1}/payments/:id`,
    summary: "Read a payment",
    params: PAYMENT,
    query: includeQuery,
    answers: { 200: { description: "The payment.", schema: paymentAnswer } },
    example: { params: { id: "$PAYMENT_ID" }, query: { include: "policy,policyholder" } },
  },
  {
    id: "updatePolicyPayment",
    method: "PUT",
    path: `${V1}/payments/:id`,
    summary: "Say what became of a payment",
    description: `\`payment_id\` must be the id in the path. An illegal step is a 409 and changes nothing. ${KEYED}`,
    params: PAYMENT,
    query: keyed,
    body: { schema: updatePaymentSchema },
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
  },
  {
    id: "reversePolicyPayment",
    method: "POST",
    path: `${V1}/payments/:id/reversal`,
    summary: "Reverse a payment",
    description: "Once per payment: minus its amount, successful, naming the payment it reverses.",
    params: PAYMENT,
    answers: { 200: { description: "The reversal.", schema: paymentAnswer } },
    refuses: [409],
    example: { params: { id: "$SUCCESSFUL_PAYMENT_ID" } },
  },
];

/** What the policy door takes and answers. */
export const policyReference: Reference = {
  tag: "Policies",
  name: "Policy",
  description:
    "An insurer's collection system records premiums and what became of them. Amounts are integers in cents, names " +
    "snake_case; unknown keys are refused. The API key is the user name of HTTP Basic, the password is empty.",
  prefix: V1,
  security: ["basic"],
  refusals: POLICY_REFUSALS,
  operations: [...paymentOperations, ...policyOperations, ...methodOperations],
};
