import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { getPolicyholder, policyholdersById } from "@/lib/policies/holders/policyholder";
import { listExternalTypes } from "@/lib/policies/methods/external-types";
import {
  createPaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
} from "@/lib/policies/methods/manage-payment-methods";
import {
  dismissVerification,
  setVerificationStatus,
  verifyManually,
} from "@/lib/policies/methods/verify-payment-method";
import { Refused } from "@/lib/verb/problem";
import { methodAnswer } from "./answers";
import { externalTypeAnswer } from "./batches/batch-answers";
import { pathId } from "./door-paths";
import { environmentNow } from "./environment";
import { jsonAnswer } from "./json";
import { assignPaymentMethod, getPolicy } from "./manage-policies";
import { TOTAL } from "./operations-policies";
import { presentExternalType, presentMethod } from "./present";
import { readBody } from "./read-body";
import { policiesByMethod } from "./shown-policy";
import { assignMethodBody, createMethodBody, verificationBody } from "./wire";
import {
  externalTypesQuery,
  type ListMethodsQuery,
  listMethodsQuery,
  pageOf,
  pageQuery,
} from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const METHOD = { id: "The payment method's id." };

/** How policyholders pay, and whether money may be collected with it. */
export const methodOperations: readonly KeyedOperation[] = [
  operation({
    id: "getMethodOfPolicy",
    method: "GET",
    path: `${V1}/policies/:id/payment-method`,
    permission: "policies:read",
    summary: "Read a policy's payment method",
    params: { id: "The policy's id." },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    example: { params: { id: "$POLICY_ID" } },
    load: ({ ctx, params }) => getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } }),
    handle: async ({ ctx, loaded: policy }) => {
      if (!policy.paymentMethodId)
        throw new Refused({ code: "not_found", object: "Payment method of policy", id: policy.id });
      const method = await getPaymentMethod({ ctx, input: { id: policy.paymentMethodId } });
      return jsonAnswer(presentMethod(method));
    },
  }),
  operation({
    id: "assignMethodToPolicy",
    method: "PUT",
    path: `${V1}/policies/:id/payment-method`,
    permission: "policies:manage",
    summary: "Give a policy its payment method",
    params: { id: "The policy's id." },
    body: { schema: assignMethodBody },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    example: { params: { id: "$POLICY_ID" }, body: { payment_method_id: "$PAYMENT_METHOD_ID" } },
    load: ({ ctx, params }) => getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } }),
    handle: async ({ ctx, body, loaded: { id } }) => {
      const { method } = await assignPaymentMethod({ ctx, input: { id, ...body } });
      return jsonAnswer(presentMethod(method));
    },
  }),
  operation({
    id: "listMethodsOfPolicyholder",
    method: "GET",
    path: `${V1}/policyholders/:id/payment-methods`,
    permission: "policies:read",
    summary: "List a policyholder's payment methods",
    params: { id: "The policyholder's id." },
    query: pageQuery,
    answers: { 200: { description: "A page of methods.", schema: methodAnswer.array(), headers: TOTAL } },
    example: { params: { id: "$POLICYHOLDER_ID" } },
    load: ({ ctx, params }) => getPolicyholder({ ctx, input: { id: pathId(params.id, "Policyholder") } }),
    handle: ({ ctx, query, loaded: holder }) =>
      listed(ctx, { ...pageOf(query), policyholder_ids: [holder.id] }),
  }),
  operation({
    id: "createPaymentMethod",
    method: "POST",
    path: `${V1}/policyholders/:id/payment-methods`,
    permission: "policies:manage",
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
    load: ({ ctx, params }) => getPolicyholder({ ctx, input: { id: pathId(params.id, "Policyholder") } }),
    handle: async ({ ctx, body, loaded: holder }) => {
      const input = { ...body, policyholderId: holder.id };
      return jsonAnswer(presentMethod(await createPaymentMethod({ ctx, input })));
    },
  }),
  operation({
    id: "listPaymentMethods",
    method: "GET",
    path: `${V1}/payment-methods`,
    permission: "policies:read",
    summary: "List payment methods",
    description:
      "`type` is a type or the key of an external one. Nothing is a `collection_module`: to include one adds nothing.",
    query: listMethodsQuery,
    answers: { 200: { description: "A page of methods.", schema: methodAnswer.array(), headers: TOTAL } },
    example: { query: { page_size: "20", banv_status: "verified", include: "policyholder" } },
    handle: ({ ctx, query }) => listed(ctx, { ...query, ...pageOf(query) }),
  }),
  operation({
    id: "listExternalMethodTypes",
    method: "GET",
    path: `${V1}/payment-methods/external-types`,
    permission: "policies:read",
    summary: "List types of external payment methods",
    description:
      "The keys that external payment methods carry, each once. Nothing of them is configured here.",
    query: externalTypesQuery,
    answers: { 200: { description: "The types.", schema: externalTypeAnswer.array() } },
    example: { query: { keys: "my_payment_provider" } },
    handle: async ({ ctx, query: { keys } }) => {
      const [types, environment] = await Promise.all([
        listExternalTypes({ ctx, input: { keys } }),
        environmentNow(),
      ]);
      return jsonAnswer(types.map((each) => presentExternalType(each, environment)));
    },
  }),
  operation({
    id: "setVerificationStatus",
    method: "PATCH",
    path: `${V1}/payment-methods/:id/verification-status`,
    permission: "policies:manage",
    summary: "Say what the bank verified",
    params: METHOD,
    body: { schema: verificationBody },
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" }, body: { banv_status: "verified" } },
    load: ({ ctx, params }) => getPaymentMethod({ ctx, input: { id: methodId(params) } }),
    handle: async ({ ctx, body, loaded: { id } }) =>
      jsonAnswer(presentMethod(await setVerificationStatus({ ctx, input: { ...body, id } }))),
  }),
  operation({
    id: "verifyManually",
    method: "POST",
    path: `${V1}/payment-methods/:id/manual-verify`,
    permission: "policies:manage",
    summary: "Verify a payment method by hand",
    description: "Unblocks it too.",
    params: METHOD,
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" } },
    handle: async ({ ctx, params }) =>
      jsonAnswer(presentMethod(await verifyManually({ ctx, input: { id: methodId(params) } }))),
  }),
  operation({
    id: "dismissVerification",
    method: "POST",
    path: `${V1}/payment-methods/:id/dismiss`,
    permission: "policies:manage",
    summary: "Dismiss a failed verification",
    params: METHOD,
    answers: { 200: { description: "The payment method.", schema: methodAnswer } },
    refuses: [409],
    example: { params: { id: "$PAYMENT_METHOD_ID" } },
    handle: async ({ ctx, params }) =>
      jsonAnswer(presentMethod(await dismissVerification({ ctx, input: { id: methodId(params) } }))),
  }),
];

type Listed = Partial<Omit<ListMethodsQuery, "page" | "page_size">> & { limit: number; offset: number };

async function listed(ctx: Call["ctx"], { include = [], ...asked }: Listed): Promise<Response> {
  const { methods, total } = await listPaymentMethods({
    ctx,
    input: {
      policyholderIds: asked.policyholder_ids,
      ids: asked.payment_method_ids,
      type: asked.type,
      banvStatuses: asked.banv_status,
      dismissed: asked.dismissed,
      limit: asked.limit,
      offset: asked.offset,
    },
  });
  const [holders, policies] = await Promise.all([
    policyholdersById(include.includes("policyholder") ? methods.map((each) => each.policyholderId) : []),
    include.includes("policies")
      ? policiesByMethod(
          ctx,
          methods.map(({ id }) => id),
        )
      : null,
  ]);
  const shown = methods.map((method) =>
    presentMethod(method, {
      policyholder: holders.get(method.policyholderId),
      policies: policies ? (policies.get(method.id) ?? []) : undefined,
    }),
  );
  return jsonAnswer(shown, { "X-Total-Count": String(total) });
}

function methodId({ id }: Call["params"]): string {
  return pathId(id, "Payment method");
}
