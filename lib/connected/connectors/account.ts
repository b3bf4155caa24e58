import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { spellAsset } from "@/lib/connected/assets";
import { type AccountRef, decodeAccountId } from "@/lib/connected/ids";
import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import type { CreateAccount } from "@/lib/connected/wire";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { creatableConnector } from "./connector";

/** An account at a provider, between which money moves. */
export interface ConnectedAccount {
  uuid: string;
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
  await transaction((tx) => insert(tx, ctx, { input, connectorId: connector.id, merchantId }));
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

/** Accounts, newest first, a page at a time by keyset. */
export async function listAccounts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageRequest;
}): Promise<Page<ConnectedAccount>> {
  authorize(ctx, "payments:read");
  const backwards = input.side === "before";
  const [at, id] = input.at ?? [null, null];
  const values = [merchantBound(ctx.actor), at, id, input.pageSize + 1];
  const read = await run<ConnectedAccount>(backwards ? PAGE_BEFORE : PAGE_AFTER, values);
  return pageOf(read, input, ({ createdAt, uuid }) => [createdAt.toISOString(), uuid]);
}

interface Insert {
  input: CreateAccount;
  connectorId: string;
  merchantId: string;
}

async function insert(tx: Queryable, ctx: Ctx, { input, connectorId, merchantId }: Insert): Promise<void> {
  const asset = input.defaultAsset ? spellAsset(input.defaultAsset) : null;
  const metadata = JSON.stringify(input.metadata ?? {});
  const values = [
    newId(),
    connectorId,
    merchantId,
    input.reference,
    input.type,
    asset,
    input.accountName ?? "",
    metadata,
    input.createdAt.occurredAt,
  ];
  const [made] = await run<{ id: string }>(INSERT, values, tx);
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
  const values = [connector.provider, connector.reference, reference, merchantBound(ctx.actor)];
  const [found] = await run<ConnectedAccount>(FIND, values);
  return found ?? null;
}

const SELECT = `
  SELECT a.id AS uuid, k.provider, k.reference AS "connectorReference", a.reference, a.type,
    a.default_asset AS "defaultAsset", a.name, a.metadata, a.raw, a.created_at AS "createdAt"
  FROM connected_account a JOIN connector k ON k.id = a.connector_id`;

const FIND = statement(`${SELECT}
  WHERE k.provider = $1 AND k.reference = $2 AND text_key(a.reference) = text_key($3::text) AND a.reference = $3
    AND ($4::uuid IS NULL OR a.merchant_id = $4)`);

const PAGE_AFTER = statement(`${SELECT}
  WHERE ($1::uuid IS NULL OR a.merchant_id = $1)
    AND ($2::timestamptz IS NULL OR (a.created_at, a.id) < ($2::timestamptz, $3::uuid))
  ORDER BY a.created_at DESC, a.id DESC LIMIT $4`);

const PAGE_BEFORE = statement(`${SELECT}
  WHERE ($1::uuid IS NULL OR a.merchant_id = $1)
    AND (a.created_at, a.id) > ($2::timestamptz, $3::uuid)
  ORDER BY a.created_at ASC, a.id ASC LIMIT $4`);

const INSERT = statement(`
  INSERT INTO connected_account (
    id, connector_id, merchant_id, reference, type, default_asset, name, metadata, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (text_key(reference), connector_id) DO NOTHING RETURNING id`);
