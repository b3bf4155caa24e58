import type { Call } from "@/lib/doors/door";
import { readJsonObject } from "@/lib/http/json-body";
import { validate } from "@/lib/http/validate";
import { envelope, presentReferral } from "@/lib/referrals/present";
import { churnBody, conversionBody, referralStateBody } from "@/lib/referrals/wire";
import { authorize } from "@/lib/verb/permissions";
import { churnReferral } from "./churn-referral";
import { convertReferral } from "./convert-referral";
import { rejectReferral } from "./reject-referral";

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
