import type { Call, Route } from "@/lib/doors/door";
import { readJsonObject } from "@/lib/http/json-body";
import { getPolicyholder } from "@/lib/policies/holders/policyholder";
import {
  createPaymentMethod,
  getPaymentMethod,
  listPaymentMethods,
} from "@/lib/policies/methods/manage-payment-methods";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import {
  dismissVerification,
  setVerificationStatus,
  verifyManually,
} from "@/lib/policies/methods/verify-payment-method";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { pathId } from "./door-paths";
import { jsonAnswer } from "./json";
import { assignPaymentMethod, getPolicy } from "./manage-policies";
import { presentMethod } from "./present";
import { readBody } from "./read-body";
import { assignMethodBody, createMethodBody, pageQuery, verificationBody } from "./wire";

export const methodRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/insurance/policies/:id/payment-method", handle: methodOfPolicy },
  { method: "PUT", path: "/v1/insurance/policies/:id/payment-method", handle: assign },
  { method: "GET", path: "/v1/insurance/policyholders/:id/payment-methods", handle: methodsOfHolder },
  { method: "POST", path: "/v1/insurance/policyholders/:id/payment-methods", handle: addMethod },
  { method: "GET", path: "/v1/insurance/payment-methods", handle: methods },
  { method: "PATCH", path: "/v1/insurance/payment-methods/:id/verification-status", handle: verification },
  {
    method: "POST",
    path: "/v1/insurance/payment-methods/:id/manual-verify",
    handle: (call) => act(call, verifyManually),
  },
  {
    method: "POST",
    path: "/v1/insurance/payment-methods/:id/dismiss",
    handle: (call) => act(call, dismissVerification),
  },
];

async function methodOfPolicy({ ctx, params }: Call): Promise<Response> {
  const policy = await getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } });
  if (!policy.paymentMethodId)
    throw new Refused({ code: "not_found", object: "Payment method of policy", id: policy.id });
  return jsonAnswer(presentMethod(await getPaymentMethod({ ctx, input: { id: policy.paymentMethodId } })));
}

async function assign({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const body = await readJsonObject(request);
  const { id } = await getPolicy({ ctx, input: { id: pathId(params.id, "Policy") } });
  const input = { id, ...readBody(assignMethodBody, body) };
  return jsonAnswer(presentMethod(await assignPaymentMethod({ ctx, input })));
}

async function methodsOfHolder(call: Call): Promise<Response> {
  const { ctx, params } = call;
  const holder = await getPolicyholder({ ctx, input: { id: pathId(params.id, "Policyholder") } });
  return listed(call, holder.id);
}

async function methods(call: Call): Promise<Response> {
  return listed(call);
}

async function listed({ ctx, url }: Call, policyholderId?: string): Promise<Response> {
  authorize(ctx, "policies:read");
  const { page, page_size } = readBody(pageQuery, Object.fromEntries(url.searchParams));
  const input = {
    limit: page_size,
    offset: (page - 1) * page_size,
    ...(policyholderId && { policyholderId }),
  };
  const { methods, total } = await listPaymentMethods({ ctx, input });
  return jsonAnswer(methods.map(presentMethod), { "X-Total-Count": String(total) });
}

async function addMethod({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const body = await readJsonObject(request);
  const { id } = await getPolicyholder({ ctx, input: { id: pathId(params.id, "Policyholder") } });
  const input = { ...readBody(createMethodBody, body), policyholderId: id };
  return jsonAnswer(presentMethod(await createPaymentMethod({ ctx, input })));
}

async function verification({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "policies:manage");
  const body = await readJsonObject(request);
  const { id } = await getPaymentMethod({ ctx, input: { id: pathId(params.id, "Payment method") } });
  const input = { ...readBody(verificationBody, body), id };
  return jsonAnswer(presentMethod(await setVerificationStatus({ ctx, input })));
}

async function act(
  { ctx, params }: Call,
  verb: (call: { ctx: Call["ctx"]; input: { id: string } }) => Promise<PolicyPaymentMethod>,
): Promise<Response> {
  return jsonAnswer(presentMethod(await verb({ ctx, input: { id: pathId(params.id, "Payment method") } })));
}
