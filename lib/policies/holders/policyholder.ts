import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { query, transaction } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/holders/policyholder/by-id";
import { BY_IDS } from "@/lib/generated/sql/policies/holders/policyholder/by-ids";
import { COUNT } from "@/lib/generated/sql/policies/holders/policyholder/count";
import { INSERT } from "@/lib/generated/sql/policies/holders/policyholder/insert";
import { LIST } from "@/lib/generated/sql/policies/holders/policyholder/list";
import { newId, readAnyId } from "@/lib/ids";
import { searchText } from "@/lib/payments/record-payments";
import { policyMerchant, refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { CreatePolicyholderBody } from "@/lib/policies/wire";
import { containing, searchKey } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** Who is insured. */
export interface Policyholder {
  id: string;
  merchantId: string;
  type: "individual" | "company";
  identification: { type: string; number: string; country: string };
  firstName: string;
  lastName: string;
  email: string | null;
  cellphone: string | null;
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
  const merchantId = await policyMerchant(ctx, input.merchantId);
  const { type, id: identification, first_name, last_name, email = null, cellphone = null } = input;
  const search = searchText([first_name, last_name, email, cellphone, identification.number]);
  return transaction(async (tx) => {
    const id = input.formId ?? newId();
    const holder = { id, merchantId, type, identification, firstName: first_name, lastName: last_name };
    const [made] = await query(INSERT, { ...holder, email, cellphone, search, now: ctx.now }, tx);
    if (!made) throw new Error("a policyholder was not written");
    await recordAudit(tx, ctx, {
      action: "policyholder.created",
      objectType: "policyholder",
      objectId: made.id,
      merchantId,
      data: { name: `${first_name} ${last_name}` },
    });
    return made;
  }).catch((err: unknown) => madeBefore(err, input, (id) => getPolicyholder({ ctx, input: { id } })));
}

/** One policyholder; `not_found` also for another merchant's. */
export async function getPolicyholder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Policyholder> {
  authorize(ctx, "policies:read");
  const id = readAnyId(input.id);
  const [found] = id ? await query(BY_ID, { id }) : [];
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
  input: { search?: string | undefined; limit: number; offset: number };
}): Promise<{ policyholders: Policyholder[]; total: number }> {
  authorize(ctx, "policies:read");
  const filter = { merchantId: merchantBound(ctx.actor), search: likeText(input.search) };
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
