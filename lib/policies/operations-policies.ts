import type { Operation } from "@/lib/http/operation";
import { moduleAnswer, policyAnswer, policyholderAnswer } from "./answers";
import {
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
  listPoliciesQuery,
  updatePolicyBody,
  updateProductModuleBody,
} from "./wire";

const V1 = "/v1/insurance";
export const TOTAL = { "X-Total-Count": "How many there are in all." };

/** Policies, their holders and the product modules they are sold from. */
export const policyOperations: readonly Operation[] = [
  {
    id: "createPolicy",
    method: "POST",
    path: `${V1}/policies`,
    summary: "Add a policy",
    description: "`charges`, when given, hold exactly one of type `balance`.",
    body: { schema: createPolicyBody },
    answers: { 200: { description: "The active policy.", schema: policyAnswer } },
    refuses: [409],
    example: {
      body: {
        policyholder_id: "$POLICYHOLDER_ID",
        product_module_id: "$PRODUCT_MODULE_ID",
        package_name: "Family",
        monthly_premium: 18000,
        billing_day: 1,
        billing_frequency: "monthly",
        start_date: "2026-01-01",
        charges: [
          { type: "fixed", name: "Policy fee", amount: 250 },
          { type: "balance", name: "Risk premium" },
        ],
      },
    },
  },
  {
    id: "listPolicies",
    method: "GET",
    path: `${V1}/policies`,
    summary: "List policies",
    description: "`search` finds by the policy's number, its holder and its package.",
    query: listPoliciesQuery,
    answers: {
      200: { description: "A page of policies.", schema: policyAnswer.array(), headers: TOTAL },
    },
    example: { query: { status: "active", page_size: "20" } },
  },
  {
    id: "getPolicy",
    method: "GET",
    path: `${V1}/policies/:id`,
    summary: "Read a policy",
    params: { id: "The policy's id." },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    example: { params: { id: "$POLICY_ID" } },
  },
  {
    id: "updatePolicy",
    method: "PATCH",
    path: `${V1}/policies/:id`,
    summary: "Change a policy's status",
    params: { id: "The policy's id." },
    body: { schema: updatePolicyBody },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    example: { params: { id: "$POLICY_ID" }, body: { status: "lapsed" } },
  },
  {
    id: "createPolicyholder",
    method: "POST",
    path: `${V1}/policyholders`,
    summary: "Add a policyholder",
    body: { schema: createPolicyholderBody },
    answers: { 200: { description: "The policyholder.", schema: policyholderAnswer } },
    example: {
      body: {
        type: "individual",
        id: { type: "id", number: "8001015009087", country: "ZA" },
        first_name: "Thandi",
        last_name: "Nkosi",
      },
    },
  },
  {
    id: "createProductModule",
    method: "POST",
    path: `${V1}/product-modules`,
    summary: "Add a product module",
    body: { schema: createProductModuleBody },
    answers: { 200: { description: "The product module.", schema: moduleAnswer } },
    refuses: [409],
    example: {
      body: {
        key: "funeral-2026",
        name: "Funeral cover",
        settings: { billing: { retryFailedPayments: { enabled: true, daysBetweenRetries: 5 } } },
      },
    },
  },
  {
    id: "listProductModules",
    method: "GET",
    path: `${V1}/product-modules`,
    summary: "List product modules",
    answers: {
      200: { description: "Every product module.", schema: moduleAnswer.array(), headers: TOTAL },
    },
  },
  {
    id: "getProductModule",
    method: "GET",
    path: `${V1}/product-modules/:id`,
    summary: "Read a product module",
    params: { id: "The product module's id." },
    answers: { 200: { description: "The product module.", schema: moduleAnswer } },
    example: { params: { id: "$PRODUCT_MODULE_ID" } },
  },
  {
    id: "updateProductModule",
    method: "PATCH",
    path: `${V1}/product-modules/:id`,
    summary: "Change a product module",
    description: "`settings`, when given, replace the whole of what was set.",
    params: { id: "The product module's id." },
    body: { schema: updateProductModuleBody },
    answers: { 200: { description: "The product module.", schema: moduleAnswer } },
    example: { params: { id: "$PRODUCT_MODULE_ID" }, body: { name: "Funeral cover, family" } },
  },
];
