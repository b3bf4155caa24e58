import { z } from "zod";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { appDataField } from "@/lib/policies/holders/holder-fields";
import { recordReceipt } from "@/lib/policies/life/record-receipt";
import {
  POLICIES_PER_CALL_MAX,
  POLICY_STEPS,
  type PolicyStep,
  stepPolicies,
  stepPolicy,
} from "@/lib/policies/life/step-policies";
import { policyAnswer } from "./answers";
import { pathId } from "./door-paths";
import { count, DESCRIPTION_LENGTH_MAX, positiveIntegerField, text, uuidField } from "./fields";
import { jsonAnswer } from "./json";
import { getPolicy, updatePolicy } from "./manage-policies";
import { presentPolicy } from "./present";
import { readBody } from "./read-body";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const POLICY = { id: "The policy's id." };
const load = ({ ctx, params }: Call) => getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } });

const reason = text(DESCRIPTION_LENGTH_MAX);
const stepItems = z
  .array(z.strictObject({ policy_id: uuidField, reason }))
  .min(1, { error: "must contain at least 1 item" })
  .max(POLICIES_PER_CALL_MAX, {
    error: `must contain less than or equal to ${POLICIES_PER_CALL_MAX} items`,
  });
const told = (fields: z.ZodRawShape = {}) => z.strictObject({ reason: reason.optional(), ...fields });
const VERSION_MAX = 1_000_000_000;
const receiptBody = z.strictObject({ version: count(1, VERSION_MAX), details: appDataField.unwrap() });
const billingBody = z.strictObject({ billing_amount: positiveIntegerField });

/** The life of a policy, step by step; one at a time or many at once. */
export const lifeOperations: readonly KeyedOperation[] = [
  bulk("cancelPolicies", "cancel", "Cancel many policies"),
  bulk("lapsePolicies", "lapse", "Lapse many policies"),
  operation({
    id: "activatePolicy",
    method: "POST",
    path: `${V1}/policies/:id/activate`,
    permission: "policies:manage",
    summary: "Activate a policy",
    description: "From not_taken_up; an active policy is answered as it is.",
    params: POLICY,
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    refuses: [409],
    example: { params: { id: "$POLICY_ID" } },
    load,
    handle: async ({ ctx, loaded: { id } }) =>
      jsonAnswer(presentPolicy(await stepPolicy({ ctx, input: { id, step: "activate" } }))),
  }),
  single(
    "reactivatePolicy",
    "reactivate",
    "Reactivate a policy",
    told({ reactivation_option_type: text().optional() }),
  ),
  single("lapsePolicy", "lapse", "Lapse a policy", told()),
  single(
    "cancelPolicy",
    "cancel",
    "Cancel a policy",
    told({ cancellation_requestor: text().optional(), cancellation_type: text().optional() }),
  ),
  operation({
    id: "recordReceipt",
    method: "POST",
    path: `${V1}/policies/:id/receipts`,
    permission: "policies:manage",
    summary: "Record that a policyholder has received the policy",
    description: "Kept in the audit log of the policy.",
    params: POLICY,
    body: { schema: receiptBody },
    answers: { 200: { description: "Recorded.", schema: null } },
    example: { params: { id: "$POLICY_ID" }, body: { version: 1, details: { method: "e-mail" } } },
    load,
    handle: async ({ ctx, body, loaded: policy }) => {
      await recordReceipt({ ctx, input: { policy, ...body } });
      return new Response(null, { status: 200 });
    },
  }),
  operation({
    id: "updateBillingAmount",
    method: "POST",
    path: `${V1}/policies/:id/billing`,
    permission: "policies:manage",
    summary: "Change what a policy is billed",
    description: "In minor units, from now on: payments that are recorded already keep their amount.",
    params: POLICY,
    body: { schema: billingBody },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    example: { params: { id: "$POLICY_ID" }, body: { billing_amount: 19_000 } },
    load,
    handle: async ({ ctx, body, loaded: { id } }) =>
      jsonAnswer(
        presentPolicy(await updatePolicy({ ctx, input: { id, monthly_premium: body.billing_amount } })),
      ),
  }),
];

function single(id: string, step: PolicyStep, summary: string, schema: z.ZodType<object>) {
  return operation({
    id,
    method: "POST",
    path: `${V1}/policies/:id/${step}`,
    permission: "policies:manage",
    summary,
    description: `From ${POLICY_STEPS[step].from.join(", ")}; a policy that is there already is answered as it is.`,
    params: POLICY,
    body: { schema },
    answers: { 200: { description: "The policy.", schema: policyAnswer } },
    refuses: [409],
    example: { params: { id: "$POLICY_ID" }, body: { reason: "Asked for by the policyholder" } },
    load,
    handle: async ({ ctx, body, loaded: { id: policyId } }) => {
      const why = Object.values(body).join("; ") || undefined;
      return jsonAnswer(presentPolicy(await stepPolicy({ ctx, input: { id: policyId, step, reason: why } })));
    },
  });
}

function bulk(id: string, step: PolicyStep, summary: string) {
  return operation({
    id,
    method: "POST",
    path: `${V1}/policies/${step}`,
    permission: "policies:manage",
    summary,
    description: `All or none, in one transaction; at most ${POLICIES_PER_CALL_MAX}. From ${POLICY_STEPS[step].from.join(", ")}; each has its event.`,
    body: { schema: stepItems, read: "array" },
    answers: { 200: { description: "Done.", schema: null } },
    example: { body: [{ policy_id: "$POLICY_ID", reason: "Fraud" }] },
    handle: async ({ ctx, body: items }) => {
      await stepPolicies({ ctx, input: { step, items } });
      return new Response(null, { status: 200 });
    },
  });
}
