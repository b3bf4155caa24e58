import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/holders/policyholder/by-id";
import { BY_IDS } from "@/lib/generated/sql/policies/holders/policyholder/by-ids";
import { COUNT } from "@/lib/generated/sql/policies/holders/policyholder/count";
import { INSERT } from "@/lib/generated/sql/policies/holders/policyholder/insert";
import { LIST } from "@/lib/generated/sql/policies/holders/policyholder/list";
import { newId, readAnyId } from "@/lib/ids";
import { type Announcement, announce } from "@/lib/outbox/announce";
import { searchText } from "@/lib/payments/record-payments";
import { policyMerchant, refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import { doorActor } from "@/lib/policies/door-actor";
import type { DoorActor } from "@/lib/policies/payments/policy-payment";
import type { CreatePolicyholderBody } from "@/lib/policies/wire";
import { containing, searchKey } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { PolicyholderDetails } from "./holder-fields";
import { type HolderState, newState } from "./holder-state";

/** Who is insured. */
export interface Policyholder {
  id: string;
  merchantId: string;
  type: "individual" | "company";
  identification: { type: string; number: string; country: string; expiration_date?: string | undefined };
  firstName: string;
  lastName: string;
  email: string | null;
  cellphone: string | null;
  details: PolicyholderDetails;
  appData: unknown;
  createdBy: DoorActor | null;
  policyIds: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** Adds a policyholder of one merchant; the same form sent again gives the one it added. */
export async function createPolicyholder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePolicyholderBody & FromForm & { merchantId?: string };
}): Promise<Policyholder> {
  authorize(ctx, "policies:manage");
  const { formId, merchantId: chosen, ...body } = input;
  const merchantId = await policyMerchant(ctx, chosen);
  return transaction((tx) => addHolder(tx, ctx, { merchantId, body, id: formId })).catch((err: unknown) =>
    madeBefore(err, input, (id) => getPolicyholder({ ctx, input: { id } }), {
      merchantId,
      ...newState(body),
    }),
  );
}

/** The same inside a transaction that is already open. */
export async function addHolder(
  tx: Queryable,
  ctx: Ctx,
  {
    merchantId,
    body,
    id = newId(),
  }: { merchantId: string; body: CreatePolicyholderBody; id?: string | undefined },
): Promise<Policyholder> {
  const state = newState(body);
  const written = { search: holderSearch(state), createdBy: doorActor(ctx.actor, merchantId), now: ctx.now };
  const [made] = await query(INSERT, { id, merchantId, ...state, ...written }, tx);
  if (!made) throw new Error("a policyholder was not written");
  await recordAudit(tx, ctx, {
    action: "policyholder.created",
    objectType: "policyholder",
    objectId: made.id,
    merchantId,
    data: { name: `${made.firstName} ${made.lastName}` },
  });
  await announce(tx, ctx, [holderEvent("policyholder.created", made)]);
  return made;
}

/** What a policyholder is found by. */
export function holderSearch({ firstName, lastName, email, cellphone, identification }: HolderState): string {
  return searchText([firstName, lastName, email, cellphone, identification.number]);
}

/** Tells that there is something new of a policyholder, and nothing of the person. */
export function holderEvent(type: string, { id, merchantId, type: kind }: Policyholder): Announcement {
  return { type, merchantId, paymentId: null, objectId: id, data: { type: kind } };
}

/** One policyholder; `not_found` also for another merchant's. */
export async function getPolicyholder(
  { ctx, input }: { ctx: Ctx; input: { id: string } },
  on?: Queryable,
): Promise<Policyholder> {
  authorize(ctx, "policies:read");
  const id = readAnyId(input.id);
  const [found] = id ? await query(BY_ID, { id }, on) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Policyholder", id: input.id });
  refuseOtherMerchant(ctx, found.merchantId, "Policyholder", input.id);
  return found;
}

/** Newest first. */
export async function listPolicyholders({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { search?: string | undefined; idNumber?: string | undefined; limit: number; offset: number };
}): Promise<{ policyholders: Policyholder[]; total: number }> {
  authorize(ctx, "policies:read");
  const filter = {
    merchantId: merchantBound(ctx.actor),
    search: likeText(input.search),
    idNumber: input.idNumber ?? null,
  };
  const [policyholders, counted] = await Promise.all([
    query(LIST, { ...filter, limit: input.limit, offset: input.offset }),
    query(COUNT, filter),
  ]);
  return { policyholders, total: Number(counted[0]?.total ?? 0) };
}

/** What a search column is compared with, or null for everything. */
export function likeText(search: string | undefined): string | null {
  const words = searchKey(search?.trim() ?? "");
  return words ? containing(words) : null;
}

/** Policyholders by id. */
export async function policyholdersById(ids: readonly string[]): Promise<Map<string, Policyholder>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}
