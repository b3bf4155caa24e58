import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { spellAsset } from "@/lib/connected/assets";
import { type AccountRef, decodeAccountId } from "@/lib/connected/ids";
import { listConditions } from "@/lib/connected/query/list-conditions";
import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import type { CreateAccount } from "@/lib/connected/wire";
import { type Queryable, query, queryComposed, transaction } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/connected/connectors/account/find";
import { INSERT } from "@/lib/generated/sql/connected/connectors/account/insert";
import { KEEP } from "@/lib/generated/sql/connected/connectors/account/keep";
import { LIST } from "@/lib/generated/sql/connected/connectors/account/list";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { ACCOUNT_FIELDS } from "./account-fields";
import { creatableConnector, whileInstalled } from "./installed-connector";

/** An account at a provider, between which money moves. */
export interface ConnectedAccount {
  uuid: string;
  merchantId: string;
  provider: string;
  connectorReference: string;
  reference: string;
  type: "UNKNOWN" | "INTERNAL" | "EXTERNAL";
  defaultAsset: string | null;
  name: string;
  metadata: Record<string, string>;
  raw: Record<string, unknown>;
  createdAt: Date;
}

/** Records an account; the same reference again gives the one that is there. */
export async function recordAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateAccount;
}): Promise<ConnectedAccount> {
  authorize(ctx, "payments:create");
  const connector = await creatableConnector(ctx, input.connectorID);
  const merchantId = connector.merchantId ?? (await merchantOrFirst(ctx));
  await whileInstalled(() =>
    transaction((tx) => insert(tx, ctx, { input, connectorId: connector.id, merchantId })),
  );
  const found = await find(ctx, { connector, reference: input.reference });
  if (!found)
    throw new Refused({ code: "conflict", message: "another merchant has an account of this reference" });
  return found;
}

/** One account; refuses with `invalid_id` or `not_found`. */
export async function getAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ConnectedAccount> {
  authorize(ctx, "payments:read");
  const ref = decodeAccountId(input.id);
  if (!ref)
    throw new Refused({
      code: "invalid_id",
      message: `${input.id.slice(0, 100)} is not the id of an account`,
    });
  const found = await find(ctx, ref);
  if (!found) throw new Refused({ code: "not_found", object: "account", id: input.id });
  return found;
}

/** An account that is kept, and whose it is. */
export interface KeptAccount {
  id: string;
  merchantId: string;
}

/**
 * The accounts behind wire ids, in their order; null for one that is not there, or not the merchant's where one is given.
 * They stay until the transaction ends.
 */
export async function keepAccounts(
  { ids, merchantId }: { ids: readonly string[]; merchantId: string | null },
  on?: Queryable,
): Promise<(KeptAccount | null)[]> {
  const refs = ids.map((id) => decodeAccountId(id) ?? NOBODY);
  const found = await query(
    KEEP,
    {
      providers: refs.map(({ connector }) => connector.provider),
      connectorReferences: refs.map(({ connector }) => connector.reference),
      references: refs.map(({ reference }) => reference),
      merchantId,
    },
    on,
  );
  const byPlace = new Map(found.map(({ place, ...account }) => [place, account]));
  return ids.map((_, index) => byPlace.get(index + 1) ?? null);
}

const NOBODY: AccountRef = { connector: { provider: "", reference: "" }, reference: "" };

/** Accounts, newest first, a page at a time by keyset. */
export async function listAccounts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageRequest;
}): Promise<Page<ConnectedAccount>> {
  authorize(ctx, "payments:read");
  const of = { merchantId: merchantBound(ctx.actor), input, fields: ACCOUNT_FIELDS };
  const { lines, values, options } = listConditions("a", of);
  const read = await queryComposed(LIST, lines, values, options);
  return pageOf(read, input, ({ createdAt, uuid }) => [createdAt.toISOString(), uuid]);
}

interface Insert {
  input: CreateAccount;
  connectorId: string;
  merchantId: string;
}

async function insert(tx: Queryable, ctx: Ctx, { input, connectorId, merchantId }: Insert): Promise<void> {
  const asset = input.defaultAsset ? spellAsset(input.defaultAsset) : null;
  const account = {
    id: newId(),
    connectorId,
    merchantId,
    reference: input.reference,
    type: input.type,
    defaultAsset: asset,
    name: input.accountName ?? "",
    metadata: input.metadata ?? {},
    createdAt: input.createdAt.occurredAt,
  };
  const [made] = await query(INSERT, account, tx);
  if (!made) return;
  await recordAudit(tx, ctx, {
    action: "account.created",
    objectType: "account",
    objectId: made.id,
    merchantId,
    data: { reference: input.reference },
  });
}

async function find(ctx: Ctx, { connector, reference }: AccountRef): Promise<ConnectedAccount | null> {
  const { provider, reference: connectorReference } = connector;
  const merchantId = merchantBound(ctx.actor);
  const [found] = await query(FIND, { provider, connectorReference, reference, merchantId });
  return found ?? null;
}
