import { createHash } from "node:crypto";
import { inPortions } from "@/lib/db/in-portions";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { DAY_MS } from "@/lib/durations";
import { FIND } from "@/lib/generated/sql/policies/payments/idempotency/find";
import { FORGET } from "@/lib/generated/sql/policies/payments/idempotency/forget";
import { KEEP } from "@/lib/generated/sql/policies/payments/idempotency/keep";
import { LOCK } from "@/lib/generated/sql/policies/payments/idempotency/lock";
import { exactJson } from "@/lib/http/exact-json";
import { log } from "@/lib/log/log";
import { policyMerchant } from "@/lib/policies/acting-merchant";
import { readPathId } from "@/lib/policies/door-paths";
import { presentProblem, STILL_RUNNING } from "@/lib/policies/errors";
import { unfit } from "@/lib/policies/field-words";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "@/lib/policies/fields";
import { refuseIssues } from "@/lib/policies/read-body";
import { inOrder } from "@/lib/text/in-order";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { problemOf, Refused } from "@/lib/verb/problem";

/** How long an outcome is kept. The contract asks for twelve hours. */
export const IDEMPOTENCY_KEPT_DAYS = 30;
const PURGE_BATCH_MAX = 5_000;

/** A request that may carry an idempotency key. */
export interface KeyedRequest {
  ctx: Ctx;
  url: URL;
  method: string;
  body: unknown;
}

/**
 * Does a request once per key. The key is looked at before anything else; `prepare` looks and judges, and what it refuses
 * saves nothing; `execute` runs in the same transaction that keeps its answer, so that after a crash either both are there
 * or neither is. While it runs it holds a lock, and the same key is told to come back. Policy contract, "Idempotency".
 */
export async function once<Prepared>(
  { ctx, url, method, body }: KeyedRequest,
  prepare: (on: Queryable | undefined) => Promise<Prepared>,
  execute: (tx: Queryable, prepared: Prepared) => Promise<Response>,
): Promise<Response> {
  const key = await keyOf({ ctx, url, method, body });
  if (key === null) {
    const prepared = await prepare(undefined);
    return transaction((tx) => execute(tx, prepared));
  }
  const { merchantId, fingerprint } = key;
  return transaction(async (tx) => {
    const [{ locked } = { locked: false }] = await query(LOCK, { key: `${merchantId}/${key.key}` }, tx);
    // A new statement: it sees what the holder of the lock committed.
    const [kept] = await query(FIND, { merchantId, key: key.key, named: namedIn(ctx, url, body) }, tx);
    if (kept && !kept.elsewhere) return replay(ctx, kept, fingerprint);
    if (!locked) throw new Refused({ code: "conflict", message: STILL_RUNNING });
    // On the same connection: a request that waited for a second one could wait for ever.
    const prepared = await prepare(tx);
    // A key of no merchant shares its keys with the oldest one's, and may name what nobody else's key may know of.
    if (kept) throw new Refused({ code: "conflict", message: USED_OTHERWISE });
    const response = await executeSafely(tx, ctx, () => execute(tx, prepared));
    const bytes = Buffer.from(await response.clone().arrayBuffer());
    await query(KEEP, { ...key, status: response.status, bytes, now: ctx.now }, tx);
    return response;
  });
}

/** What a request's idempotency key stands for. */
export interface RequestKey {
  merchantId: string;
  key: string;
  fingerprint: Buffer;
}

/** A request's key, or null where it has none; refuses what cannot be one. */
export async function keyOf({ ctx, url, method, body }: KeyedRequest): Promise<RequestKey | null> {
  const key = url.searchParams.get("idempotency_key");
  if (key === null) return null;
  if (key === "") refuseIssues([unfit("idempotency_key", "is not allowed to be empty")]);
  if ([...key].length > IDEMPOTENCY_KEY_LENGTH_MAX)
    refuseIssues([
      unfit(
        "idempotency_key",
        `length must be less than or equal to ${IDEMPOTENCY_KEY_LENGTH_MAX} characters long`,
      ),
    ]);
  if (key.includes("\0") || !key.isWellFormed())
    refuseIssues([unfit("idempotency_key", "must be well-formed text")]);
  const merchantId = await policyMerchant(ctx);
  return { merchantId, key, fingerprint: fingerprintOf(method, url.pathname, body) };
}

/** The objects a request names, in its path and by the fields of its body, where its key may not know each of them. */
function namedIn({ actor }: Ctx, { pathname }: URL, body: unknown): string[] {
  if (merchantBound(actor) === null) return [];
  const fields = Object.entries(body ?? {}).flatMap(([name, value]) => (name.endsWith("_id") ? [value] : []));
  return [...pathname.split("/"), ...fields]
    .map((each) => (typeof each === "string" ? readPathId(each) : null))
    .filter((id) => id !== null);
}

const USED_OTHERWISE = "This idempotency key was used with other parameters or at another address.";

interface Kept {
  fingerprint: Buffer;
  status: number;
  body: Buffer;
}

function replay(ctx: Ctx, { fingerprint, status, body }: Kept, asked: Buffer): Response {
  if (!fingerprint.equals(asked)) throw new Refused({ code: "conflict", message: USED_OTHERWISE });
  const headers = { "Idempotent-Replayed": "true" };
  const [, paymentId] = PAYMENT_ID.exec(body.toString("utf8")) ?? [];
  if (paymentId) ctx.touched?.add(paymentId);
  if (body.length === 0) return new Response(null, { status, headers });
  return new Response(new Uint8Array(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

const PAYMENT_ID = /"payment_id":"([0-9a-f-]{36})"/;

/** A failure that reached execution is an outcome to keep; a 400 or a 404 is none, and is thrown on. */
async function executeSafely(tx: Queryable, ctx: Ctx, execute: () => Promise<Response>): Promise<Response> {
  await tx.query("SAVEPOINT execution");
  try {
    return await execute();
  } catch (err) {
    // The database could not: that is no outcome, and the same key is done when it comes again.
    if (isPassingRefusal(err)) throw err;
    const problem = problemOf(err);
    const response = presentProblem(problem, ctx.requestId);
    if (response.status === 400 || response.status === 404) throw err;
    await tx.query("ROLLBACK TO SAVEPOINT execution");
    if (!problem) log.error({ err, requestId: ctx.requestId, door: "policy" }, "a request failed");
    return response;
  }
}

/** Parsed values are compared, whatever the order of keys. */
function fingerprintOf(method: string, path: string, body: unknown): Buffer {
  return createHash("sha256")
    .update(`${method} ${path}\n${exactJson(inOrder(body))}`)
    .digest();
}

/** Forgets outcomes that are old enough, a bounded number at a time. */
export async function forgetOutcomes({ ctx }: { ctx: Ctx }): Promise<void> {
  const before = new Date(ctx.now.getTime() - IDEMPOTENCY_KEPT_DAYS * DAY_MS);
  await inPortions(PURGE_BATCH_MAX, async () => {
    const [row] = await query(FORGET, { before, purgeBatchMax: PURGE_BATCH_MAX });
    return row?.rows ?? 0;
  });
}
