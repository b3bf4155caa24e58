import type { Call } from "@/lib/doors/door";
import { readJsonObject } from "@/lib/http/json-body";
import { validate } from "@/lib/http/validate";
import { authorize } from "@/lib/verb/permissions";
import { changePartnership } from "./partners/change-partnership";
import { createPartner } from "./partners/create-partner";
import { createPartnership } from "./partners/create-partnership";
import { envelope, presentPartner, presentPartnership } from "./present";
import { partnerBody, partnershipBody, partnershipStateBody } from "./wire";

export async function addPartner({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  const input = validate(partnerBody, await readJsonObject(request));
  return envelope(presentPartner(await createPartner({ ctx, input })), 201);
}

export async function addPartnership({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  const input = validate(partnershipBody, await readJsonObject(request));
  return envelope(presentPartnership(await createPartnership({ ctx, input })), 201);
}

export async function patchPartnership({ ctx, request, params }: Call): Promise<Response> {
  authorize(ctx, "referrals:manage");
  const { state } = validate(partnershipStateBody, await readJsonObject(request));
  const input = { id: params.id ?? "", state };
  return envelope(presentPartnership(await changePartnership({ ctx, input })), 200);
}
