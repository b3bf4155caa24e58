import { judgedByHandler, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { policyholdersById } from "@/lib/policies/holders/policyholder";
import {
  createProductModule,
  getProductModule,
  listProductModules,
  updateProductModule,
} from "@/lib/policies/modules/product-module";
import { once } from "@/lib/policies/payments/idempotency";
import { moduleAnswer, policyAnswer } from "./answers";
import { createPolicyIn, unknownOwners, withOwners } from "./create-policy";
import { pathId } from "./door-paths";
import { issuesOf } from "./field-words";
import { jsonAnswer } from "./json";
import { getPolicy, listShownPolicies, updatePolicy } from "./manage-policies";
import { presentModule, presentPolicy } from "./present";
import { readBody, refuseIssues } from "./read-body";
import { getShownPolicy } from "./shown-policy";
import { createPolicyBody, createProductModuleBody, updatePolicyBody, updateProductModuleBody } from "./wire";
import { keyedQuery, type ListPoliciesQuery, listPoliciesQuery, pageOf } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
export const TOTAL = { "X-Total-Count": "How many there are in all." };

/** Policies and the product modules they are sold from. */
export const policyOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPolicy",
    method: "POST",
    path: `${V1}/policies`,
    permission: "policies:manage",
    summary: "Add a policy",
    description:
      "`charges`, when given, hold exactly one of type `balance`. With an `idempotency_key` the first outcome is " +
      "replayed byte for byte; the same key with another body is a 409.",
    query: keyedQuery,
    body: {
      schema: createPolicyBody,
      // What is wrong with it is told together with owners that there are not.
      schemaFor: () => judgedByHandler<Record<string, unknown>>(),
    },
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
    handle: async ({ ctx, url, body }) =>
      once(
        { ctx, url, method: "POST", body },
        async (on) => {
          const { success, data: input, error } = createPolicyBody.safeParse(body, { reportInput: true });
          if (!success) return refuseIssues([...issuesOf(error), ...(await unknownOwners(ctx, body, on))]);
          return withOwners(ctx, input, on);
        },
        async (tx, owned) => jsonAnswer(presentPolicy(await createPolicyIn(tx, ctx, owned))),
      ),
  }),
  operation({
    id: "listPolicies",
    method: "GET",
    path: `${V1}/policies`,
    permission: "policies:read",
    summary: "List policies",
    description:
      "`search` finds by the policy's number, its holder and its package; `created_by` is the id of the key or the person that added it.",
    query: listPoliciesQuery,
    answers: {
      200: { description: "A page of policies.", schema: policyAnswer.array(), headers: TOTAL },
    },
    example: { query: { status: "active", page_size: "20" } },
    handle: async ({ ctx, query }) => {
      const { policies, total } = await listShownPolicies({ ctx, input: listed(query) });
      const holders = await policyholdersById(
        query.include.includes("policyholder") ? policies.map(({ policyholderId }) => policyholderId) : [],
      );
      return jsonAnswer(
        policies.map((policy) => presentPolicy(policy, holders.get(policy.policyholderId))),
        { "X-Total-Count": String(total) },
      );
    },
  }),
  operation({
    id: "getPolicy",
    method: "GET",
    path: `${V1}/policies/:id`,
    permission: "policies:read",
    summary: "Read a policy",
    params: { id: "The policy's id." },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    example: { params: { id: "$POLICY_ID" } },
    load: ({ ctx, params }) => getShownPolicy({ ctx, input: { id: pathId(params.id, "Policy") } }),
    handle: async ({ loaded }) => jsonAnswer(presentPolicy(loaded)),
  }),
  operation({
    id: "updatePolicy",
    method: "PATCH",
    path: `${V1}/policies/:id`,
    permission: "policies:manage",
    summary: "Change a policy",
    description:
      "`status` is ours, and may be any; the day and data of the caller's own from now on. Payments that are recorded already keep their day.",
    params: { id: "The policy's id." },
    body: { schema: updatePolicyBody },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    example: { params: { id: "$POLICY_ID" }, body: { billing_day: 15, app_data: { branch: "Durban" } } },
    load: ({ ctx, params }) => getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } }),
    handle: async ({ ctx, body, loaded: { id } }) =>
      jsonAnswer(presentPolicy(await updatePolicy({ ctx, input: { id, ...body } }))),
  }),
  operation({
    id: "createProductModule",
    method: "POST",
    path: `${V1}/product-modules`,
    permission: "product-modules:manage",
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
    handle: async ({ ctx, body }) =>
      jsonAnswer(presentModule(await createProductModule({ ctx, input: body }))),
  }),
  operation({
    id: "listProductModules",
    method: "GET",
    path: `${V1}/product-modules`,
    permission: "policies:read",
    summary: "List product modules",
    answers: {
      200: { description: "Every product module.", schema: moduleAnswer.array(), headers: TOTAL },
    },
    handle: async ({ ctx }) => {
      const found = await listProductModules({ ctx });
      return jsonAnswer(found.map(presentModule), { "X-Total-Count": String(found.length) });
    },
  }),
  operation({
    id: "getProductModule",
    method: "GET",
    path: `${V1}/product-modules/:id`,
    permission: "policies:read",
    summary: "Read a product module",
    params: { id: "The product module's id." },
    answers: { 200: { description: "The product module.", schema: moduleAnswer } },
    example: { params: { id: "$PRODUCT_MODULE_ID" } },
    load: ({ ctx, params }) => getProductModule({ ctx, input: { id: pathId(params.id, "Product module") } }),
    handle: async ({ loaded }) => jsonAnswer(presentModule(loaded)),
  }),
  operation({
    id: "updateProductModule",
    method: "PATCH",
    path: `${V1}/product-modules/:id`,
    permission: "product-modules:manage",
    summary: "Change a product module",
    description: "`settings`, when given, replace the whole of what was set.",
    params: { id: "The product module's id." },
    body: { schema: updateProductModuleBody },
    answers: { 200: { description: "The product module.", schema: moduleAnswer } },
    example: { params: { id: "$PRODUCT_MODULE_ID" }, body: { name: "Funeral cover, family" } },
    load: ({ ctx, params }) => getProductModule({ ctx, input: { id: pathId(params.id, "Product module") } }),
    handle: async ({ ctx, body, loaded: { id } }) =>
      jsonAnswer(presentModule(await updateProductModule({ ctx, input: { id, ...body } }))),
  }),
];

function listed(query: ListPoliciesQuery) {
  return {
    search: query.search,
    status: query.status,
    policyholderId: query.policyholder_id,
    createdBy: query.created_by,
    productModuleId: query.product_module_id,
    policyNumbers: query.policy_number,
    ...pageOf(query),
  };
}
