import { authorize } from "@/lib/auth/permissions";
import type { Call } from "@/lib/http/door";
import { readJsonObject } from "@/lib/http/json-body";
import { validate } from "@/lib/http/validate";
import { churnReferral } from "./churn-referral";
import { convertReferral } from "./convert-referral";
import { envelope, presentReferral } from "./present";
import { rejectReferral } from "./reject-referral";
import { churnBody, conversionBody, referralStateBody } from "./wire";

export async function churn({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  const input = validate(churnBody, await readJsonObject(request));
  return envelope(presentReferral(await churnReferral({ ctx, input })), 200);
}

export async function convert({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  const input = validate(conversionBody, await readJsonObject(request));
  return envelope(presentReferral(await convertReferral({ ctx, input })), 201);
}

export async function patchReferral({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  validate(referralStateBody, await readJsonObject(request));
  return envelope(presentReferral(await rejectReferral({ ctx, input: { id: params.id ?? "" } })), 200);
}
