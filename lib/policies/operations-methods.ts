import type { Operation } from "@/lib/http/operation";
import { methodAnswer } from "./answers";
import { TOTAL } from "./operations-policies";
import { assignMethodBody, createMethodBody, pageQuery, verificationBody } from "./wire";

const V1 = "/v1/insurance";
const METHOD = { id: "The payment method's id." };

/** How policyholders pay, and whether money may be collected with it. */
export const methodOperations: readonly Operation[] = [
  {
    id: "getMethodOfPolicy",
    method: "GET",
    path: `${V1}/policies/:id/payment-method`,
    summary: "Read a policy's payment method",
    params: { id: "The policy's id." },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    example: { params: { id: "$POLICY_ID" } },
  },
  {
    id: "assignMethodToPolicy",
    method: "PUT",
    path: `${V1}/policies/:id/payment-method`,
    summary: "Give a policy its payment method",
    params: { id: "The policy's id." },
    body: { schema: assignMethodBody },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    example: { params: { id: "$POLICY_ID" }, body: { payment_method_id: "$PAYMENT_METHOD_ID" } },
  },
  {
    id: "listMethodsOfPolicyholder",
    method: "GET",
    path: `${V1}/policyholders/:id/payment-methods`,
    summary: "List a policyholder's payment methods",
    params: { id: "The policyholder's id." },
    query: pageQuery,
    answers: { 200: { description: "A page of methods.", schema: methodAnswer.array(), headers: TOTAL } },
    example: { params: { id: "$POLICYHOLDER_ID" } },
  },
  {
    id: "createPaymentMethod",
    method: "POST",
    path: `${V1}/policyholders/:id/payment-methods`,
    summary: "Add a payment method",
    description: "A debit order begins unverified, with `banv_status` `pending`.",
    params: { id: "The policyholder's id." },
    body: { schema: createMethodBody },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    example: {
      params: { id: "$POLICYHOLDER_ID" },
      body: {
        type: "debit_order",
        bank_details: {
          account_holder: "Thandi Nkosi",
          bank: "First Bank",
          branch_code: "250655",
          account_number: "62001234567890",
          account_type: "cheque",
        },
      },
    },
  },
  {
    id: "listPaymentMethods",
    method: "GET",
    path: `${V1}/payment-methods`,
    summary: "List payment methods",
    query: pageQuery,
    answers: { 200: { description: "A page of methods.", schema: methodAnswer.array(), headers: TOTAL } },
    example: { query: { page_size: "20" } },
  },
  {
    id: "setVerificationStatus",
    method: "PATCH",
    path: `${V1}/payment-methods/:id/verification-status`,
    summary: "Say what the bank verified",
    params: METHOD,
    body: { schema: verificationBody },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" }, body: { banv_status: "verified" } },
  },
  {
    id: "verifyManually",
    method: "POST",
    path: `${V1}/payment-methods/:id/manual-verify`,
    summary: "Verify a payment method by hand",
    description: "Unblocks it too.",
    params: METHOD,
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" } },
  },
  {
    id: "dismissVerification",
    method: "POST",
    path: `${V1}/payment-methods/:id/dismiss`,
    summary: "Dismiss a failed verification",
    params: METHOD,
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" } },
  },
];
