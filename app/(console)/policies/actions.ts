"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { billingForm } from "@/components/policies/billing-schema";
import { methodForm, policyForm, policyholderForm } from "@/components/policies/policy-forms";
import { createPolicy } from "@/lib/policies/create-policy";
import { POLICY_STATUSES } from "@/lib/policies/enums";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { assignPaymentMethod, updatePolicy } from "@/lib/policies/manage-policies";
import { AskMandateAgain, askMandateAgain } from "@/lib/policies/mandates/ask-about-mandate";
import { EndMandate, endMandate } from "@/lib/policies/mandates/end-mandate";
import { RequestMandate, requestMandate } from "@/lib/policies/mandates/request-mandate";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { setVerificationStatus, verifyManually } from "@/lib/policies/methods/verify-payment-method";
import { productModuleSettings } from "@/lib/policies/modules/billing-settings";
import {
  createProductModule,
  type ProductModule,
  standingOfModule,
  updateProductModule,
} from "@/lib/policies/modules/product-module";
import { createPolicyPayment } from "@/lib/policies/payments/create-policy-payment";
import { readBody } from "@/lib/policies/read-body";
import {
  createMethodBody,
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
} from "@/lib/policies/wire";

const Id = z.object({ id: z.uuid() });
const AssignMethod = Id.extend({ payment_method_id: z.uuid() });
const SetStatus = Id.extend({ status: z.enum(POLICY_STATUSES) });

export async function createPolicyAction(form: z.input<typeof policyForm>): Promise<ActionResult<string>> {
  return runAction(policyForm, form, async ({ ctx, input: { formId, ...body } }) => {
    const { id } = await createPolicy({ ctx, input: { ...readBody(createPolicyBody, body), formId } });
    return `/policies/${id}`;
  });
}

export async function createPolicyholderAction(
  form: z.input<typeof policyholderForm>,
): Promise<ActionResult<string>> {
  return runAction(policyholderForm, form, async ({ ctx, input: { formId, merchantId, ...body } }) => {
    const input = { ...readBody(createPolicyholderBody, body), formId, ...(merchantId && { merchantId }) };
    const { id } = await createPolicyholder({ ctx, input });
    return `/policies/holders/${id}`;
  });
}

export async function addMethodAction(form: z.input<typeof methodForm>): Promise<ActionResult<void>> {
  return runAction(methodForm, form, async ({ ctx, input: { formId, policyholderId, ...body } }) => {
    const input = { ...readBody(createMethodBody, body), formId, policyholderId };
    await createPaymentMethod({ ctx, input });
  });
}

export async function verifyMethodAction(input: z.input<typeof Id>): Promise<ActionResult<void>> {
  return runAction(Id, input, async (call) => {
    await verifyManually(call);
  });
}

const BlockMethod = Id.extend({
  reason: z.string().trim().min(1, "Say why.").max(255, "Use at most 255 characters."),
});

export async function requestMandateAction(
  input: z.input<typeof RequestMandate>,
): Promise<ActionResult<void>> {
  return runAction(RequestMandate, input, async (call) => {
    await requestMandate(call);
  });
}

export async function endMandateAction(input: z.input<typeof EndMandate>): Promise<ActionResult<void>> {
  return runAction(EndMandate, input, endMandate);
}

export async function askMandateAgainAction(
  input: z.input<typeof AskMandateAgain>,
): Promise<ActionResult<{ answered: boolean }>> {
  return runAction(AskMandateAgain, input, askMandateAgain);
}

export async function blockMethodAction(input: z.input<typeof BlockMethod>): Promise<ActionResult<void>> {
  return runAction(BlockMethod, input, async ({ ctx, input: { id, reason } }) => {
    await setVerificationStatus({ ctx, input: { id, banv_status: "blocked", blocked_reason: reason } });
  });
}

export async function assignMethodAction(
  input: z.input<typeof AssignMethod>,
): Promise<ActionResult<{ retriesMoved: number }>> {
  return runAction(AssignMethod, input, async (call) => {
    const { retriesMoved } = await assignPaymentMethod(call);
    return { retriesMoved };
  });
}

export async function setPolicyStatusAction(input: z.input<typeof SetStatus>): Promise<ActionResult<void>> {
  return runAction(SetStatus, input, async (call) => {
    await updatePolicy(call);
  });
}

export async function saveModuleAction(
  form: z.input<typeof billingForm>,
): Promise<ActionResult<{ id: string; seen: string }>> {
  return runAction(billingForm, form, async ({ ctx, input: saved }) => {
    const { id, seen = "", formId, merchantId, key, name, billing } = saved;
    const settings = readBody(productModuleSettings, { billing });
    if (id) return savedModule(await updateProductModule({ ctx, input: { id, seen, name, settings } }));
    const body = readBody(createProductModuleBody, { key, name, settings: { billing } });
    const input = { ...body, formId, ...(merchantId && { merchantId }) };
    return savedModule(await createProductModule({ ctx, input }));
  });
}

function savedModule(module: ProductModule) {
  return { id: module.id, seen: standingOfModule(module) };
}

const RecordForm = z.object({
  policyId: z.uuid(),
  idempotencyKey: z.string().min(1).max(255),
  body: z.record(z.string(), z.unknown()),
});

/** Gives the path of the payment's page. The matrix judges the body, as it does at the door. */
export async function recordPolicyPaymentAction(
  form: z.input<typeof RecordForm>,
): Promise<ActionResult<string>> {
  return runAction(RecordForm, form, async (call) => `/payments/${(await createPolicyPayment(call)).id}`);
}
