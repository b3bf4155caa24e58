import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { query, run, statement, transaction } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/holders/policyholder/by-id";
import { BY_IDS } from "@/lib/generated/sql/policies/holders/policyholder/by-ids";
import { newId, readAnyId } from "@/lib/ids";
import { searchText } from "@/lib/payments/record-payments";
import { policyMerchant, refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { CreatePolicyholderBody } from "@/lib/policies/wire";
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

const COLUMNS = `
  h.id, h.merchant_id AS "merchantId", h.type, h.identification, h.first_name AS "firstName",
  h.last_name AS "lastName", h.email, h.cellphone, h.created_at AS "createdAt", h.updated_at AS "updatedAt"`;

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
    const values = [
      input.formId ?? newId(),
      merchantId,
      type,
      JSON.stringify(identification),
      first_name,
      last_name,
      email,
    ];
    const [made] = await run<Policyholder>(INSERT, [...values, cellphone, search, ctx.now], tx);
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
  const filter = [merchantBound(ctx.actor), likeText(input.search)];
  const [policyholders, counted] = await Promise.all([
    run<Policyholder>(LIST, [...filter, input.limit, input.offset]),
    run<{ total: bigint }>(COUNT, filter),
  ]);
  return { policyholders, total: Number(counted[0]?.total ?? 0) };
}

/** What a search column is compared with, or null for everything. */
export function likeText(search: string | undefined): string | null {
  const words = search?.trim().toLowerCase();
  return words ? `%${words.replace(/[\\%_]/g, "\\$&")}%` : null;
}

const INSERT = statement(`
  INSERT INTO policyholder AS h (
    id, merchant_id, type, identification, first_name, last_name, email, cellphone, search, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) RETURNING ${COLUMNS}`);

const WHERE = "($1::uuid IS NULL OR h.merchant_id = $1) AND ($2::text IS NULL OR h.search LIKE $2)";
const LIST = statement(`
  SELECT ${COLUMNS} FROM policyholder h WHERE ${WHERE} ORDER BY h.created_at DESC, h.id DESC LIMIT $3 OFFSET $4`);
const COUNT = statement(`SELECT count(*) AS total FROM policyholder h WHERE ${WHERE}`);

/** Policyholders by id. */
export async function policyholdersById(ids: readonly string[]): Promise<Map<string, Policyholder>> {
  const rows = await query(BY_IDS, { ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}
