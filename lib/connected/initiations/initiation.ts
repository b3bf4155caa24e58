import { keepAccounts } from "@/lib/connected/connectors/account";
import { type AccountRef, decodeAccountId, encodeAccountId } from "@/lib/connected/ids";
import { listConditions } from "@/lib/connected/query/list-conditions";
import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import type { Columns } from "@/lib/connected/query/payment-fields";
import { type Queryable, query, queryComposed, queryOne } from "@/lib/db/sql";
import { BY_ID, type ByIdRow } from "@/lib/generated/sql/connected/initiations/by-id";
import { FIND } from "@/lib/generated/sql/connected/initiations/find";
import { LIST } from "@/lib/generated/sql/connected/initiations/list";
import { LOCK } from "@/lib/generated/sql/connected/initiations/lock";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { INITIATION_FIELDS } from "./initiation-fields";

/** Money that somebody wants sent, with what its payment says of it. */
export type Initiation = ByIdRow;

/** An initiation's id on the wire: its connector and its reference, as an account's. */
export function initiationId({ provider, connectorReference, reference }: Initiation): string {
  return encodeAccountId({ connector: { provider, reference: connectorReference }, reference });
}

/** One initiation; refuses with `invalid_id` or `not_found`. */
export async function getInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Initiation> {
  authorize(ctx, "payments:read");
  const ref = decodeAccountId(input.id);
  if (!ref) {
    const message = `${input.id.slice(0, 100)} is not the id of a payment initiation`;
    throw new Refused({ code: "invalid_id", message });
  }
  const found = await findInitiation(ctx, ref);
  if (!found) throw new Refused({ code: "not_found", object: "payment initiation", id: input.id });
  return found;
}

/** Initiations, newest first, a page at a time by keyset. */
export async function listInitiations({
  ctx,
  input,
  version,
}: {
  ctx: Ctx;
  input: PageRequest;
  version: Columns;
}): Promise<Page<Initiation>> {
  authorize(ctx, "payments:read");
  const of = { merchantId: merchantBound(ctx.actor), input, fields: INITIATION_FIELDS[version] };
  const { lines, values, options } = listConditions("i", of);
  const read = await queryComposed(LIST, lines, values, options);
  return pageOf(read, input, ({ createdAt, uuid }) => [createdAt.toISOString(), uuid]);
}

export async function findInitiation(
  ctx: Ctx,
  { connector, reference }: AccountRef,
  on?: Queryable,
): Promise<Initiation | null> {
  const { provider, reference: connectorReference } = connector;
  const merchantId = merchantBound(ctx.actor);
  return queryOne(FIND, { provider, connectorReference, reference, merchantId }, on);
}

export async function initiationById(id: string, on?: Queryable): Promise<Initiation> {
  const found = await queryOne(BY_ID, { id }, on);
  if (!found) throw new Error("a payment initiation has gone");
  return found;
}

/** The initiation as it is until the transaction ends; whoever decides about it at once waits here. */
export async function lockInitiation(tx: Queryable, id: string): Promise<Initiation> {
  const [locked] = await query(LOCK, { id }, tx);
  if (!locked) throw new Refused({ code: "conflict", message: "the payment initiation was deleted" });
  // A new statement: it sees what whoever held the lock has committed.
  return initiationById(id, tx);
}

type Between = Pick<Initiation, "merchantId" | "sourceAccountId" | "destinationAccountId">;

/** Which of an initiation's accounts is not there, or null: those that are stay until the transaction ends. */
export async function goneAccount(
  tx: Queryable,
  { merchantId, sourceAccountId, destinationAccountId }: Between,
): Promise<"source" | "destination" | null> {
  const ids = [destinationAccountId, ...(sourceAccountId === null ? [] : [sourceAccountId])];
  const [destination, source] = await keepAccounts({ ids, merchantId }, tx);
  if (!destination) return "destination";
  return source === null ? "source" : null;
}
