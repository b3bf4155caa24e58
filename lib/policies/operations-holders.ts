import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { saysDateOfBirth } from "@/lib/policies/holders/holder-fields";
import {
  createPolicyholder,
  getPolicyholder,
  listPolicyholders,
  type Policyholder,
} from "@/lib/policies/holders/policyholder";
import { updatePolicyholder } from "@/lib/policies/holders/update-policyholder";
import { upsertPolicyholder } from "@/lib/policies/holders/upsert-policyholder";
import type { Ctx } from "@/lib/verb/context";
import { policyAnswer, policyholderAnswer } from "./answers";
import { pathId } from "./door-paths";
import { unfit } from "./field-words";
import { jsonAnswer } from "./json";
import { listShownPolicies } from "./manage-policies";
import { TOTAL } from "./operations-policies";
import { presentPolicy, presentPolicyholder } from "./present";
import { readBody, refuseIssues } from "./read-body";
import { policiesByHolder } from "./shown-policy";
import { createPolicyholderBody, DATE_OF_BIRTH_RULE, updatePolicyholderBody } from "./wire";
import { includePoliciesQuery, listPolicyholdersQuery, pageOf, pageQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const HOLDER = { id: "The policyholder's id." };
const load = ({ ctx, params }: Call) =>
  getPolicyholder({ ctx, input: { id: pathId(params.id, "Policyholder") } });

const THANDI = {
  type: "individual",
  id: { type: "id", number: "8001015009087", country: "ZA" },
  first_name: "Thandi",
  last_name: "Nkosi",
};

/** Who is insured. */
export const holderOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPolicyholder",
    method: "POST",
    path: `${V1}/policyholders`,
    permission: "policies:manage",
    summary: "Add a policyholder",
    body: { schema: createPolicyholderBody },
    answers: { 200: { description: "The policyholder.", schema: policyholderAnswer } },
    example: { body: THANDI },
    handle: async ({ ctx, body }) =>
      jsonAnswer(presentPolicyholder(await createPolicyholder({ ctx, input: body }))),
  }),
  operation({
    id: "upsertPolicyholder",
    method: "PUT",
    path: `${V1}/policyholders`,
    permission: "policies:manage",
    summary: "Add or change a policyholder",
    description:
      "Changes the policyholder whose `id` (type, number and country) it is, or adds one. What is left out stays as it was.",
    body: { schema: createPolicyholderBody },
    answers: { 200: { description: "The policyholder.", schema: policyholderAnswer } },
    example: { body: { ...THANDI, cellphone: { number: "0821234567", country: "ZA" } } },
    handle: async ({ ctx, body }) =>
      jsonAnswer(presentPolicyholder(await upsertPolicyholder({ ctx, input: body }))),
  }),
  operation({
    id: "listPolicyholders",
    method: "GET",
    path: `${V1}/policyholders`,
    permission: "policies:read",
    summary: "List policyholders",
    description:
      "Newest first. `id_number` is compared exactly; `search` finds by name, address and numbers.",
    query: listPolicyholdersQuery,
    answers: {
      200: { description: "A page of policyholders.", schema: policyholderAnswer.array(), headers: TOTAL },
    },
    example: { query: { id_number: "8001015009087", include: "policies" } },
    handle: async ({ ctx, query }) => {
      const input = { search: query.search, idNumber: query.id_number, ...pageOf(query) };
      const { policyholders, total } = await listPolicyholders({ ctx, input });
      return jsonAnswer(await presentHolders(ctx, policyholders, query), { "X-Total-Count": String(total) });
    },
  }),
  operation({
    id: "getPolicyholder",
    method: "GET",
    path: `${V1}/policyholders/:id`,
    permission: "policies:read",
    summary: "Read a policyholder",
    params: HOLDER,
    query: includePoliciesQuery,
    answers: { 200: { description: "The policyholder.", schema: policyholderAnswer } },
    example: { params: { id: "$POLICYHOLDER_ID" }, query: { include: "policies" } },
    load,
    handle: async ({ ctx, query, loaded }) => jsonAnswer((await presentHolders(ctx, [loaded], query))[0]),
  }),
  operation({
    id: "updatePolicyholder",
    method: "PATCH",
    path: `${V1}/policyholders/:id`,
    permission: "policies:manage",
    summary: "Change a policyholder",
    description:
      "What is left out stays as it was; `email`, `gender` and `app_data` may be taken away by null.",
    params: HOLDER,
    body: { schema: updatePolicyholderBody },
    answers: { 200: { description: "The policyholder.", schema: policyholderAnswer } },
    example: { params: { id: "$POLICYHOLDER_ID" }, body: { email: "thandi@example.com" } },
    load,
    handle: async ({ ctx, body: change, loaded: { id, identification } }) => {
      if (change.date_of_birth !== undefined && saysDateOfBirth(change.id ?? identification))
        refuseIssues([unfit("date_of_birth", DATE_OF_BIRTH_RULE)]);
      return jsonAnswer(presentPolicyholder(await updatePolicyholder({ ctx, input: { id, change } })));
    },
  }),
  operation({
    id: "listPoliciesOfPolicyholder",
    method: "GET",
    path: `${V1}/policyholders/:id/policies`,
    permission: "policies:read",
    summary: "List a policyholder's policies",
    params: HOLDER,
    query: pageQuery,
    answers: { 200: { description: "A page of policies.", schema: policyAnswer.array(), headers: TOTAL } },
    example: { params: { id: "$POLICYHOLDER_ID" } },
    load,
    handle: async ({ ctx, query, loaded: { id } }) => {
      const { policies, total } = await listShownPolicies({
        ctx,
        input: { policyholderId: id, ...pageOf(query) },
      });
      return jsonAnswer(
        policies.map((policy) => presentPolicy(policy)),
        { "X-Total-Count": String(total) },
      );
    },
  }),
];

async function presentHolders(
  ctx: Ctx,
  holders: readonly Policyholder[],
  { include }: { include: readonly "policies"[] },
) {
  if (include.length === 0) return holders.map((holder) => presentPolicyholder(holder));
  const policies = await policiesByHolder(
    ctx,
    holders.map(({ id }) => id),
  );
  return holders.map((holder) => presentPolicyholder(holder, policies.get(holder.id) ?? []));
}
