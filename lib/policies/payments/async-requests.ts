import { inTimeOf } from "@/lib/clock/own-time";
import { isUniqueViolation, type Queryable, query, queryOne, transaction } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { LOOK_UP_KEY_ID } from "@/lib/generated/sql/keys/look-up-key-id";
import { FINISH } from "@/lib/generated/sql/policies/payments/async-requests/finish";
import { NEXT } from "@/lib/generated/sql/policies/payments/async-requests/next";
import { QUEUE } from "@/lib/generated/sql/policies/payments/async-requests/queue";
import { exactJson } from "@/lib/http/exact-json";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { announce } from "@/lib/outbox/announce";
import type { Actor, Ctx } from "@/lib/verb/context";
import type { FieldIssue } from "@/lib/verb/problem";
import { createAll, updateAll } from "./async-items";

/** The most items of one call. Policy contract. */
export const ASYNC_ITEMS_MAX = 5_000;
/** The largest body of such a call, in bytes. Contracts, README. */
export const ASYNC_BODY_BYTES_MAX = 8_388_608;
/** How often a request is judged anew because another took a reference of its items at the same moment. */
const LOOKS_MAX = 5;

export type AsyncOperation = "create" | "update";

/** An item that was not done, and why. */
export interface RefusedItem {
  index: number;
  /** Without a code where the whole request was refused. */
  errors: (Omit<FieldIssue, "code"> & Partial<Pick<FieldIssue, "code">>)[];
}

interface AsyncRequest {
  id: string;
  merchantId: string;
  operation: AsyncOperation;
  /** As text: an amount may be larger than JavaScript's own numbers. */
  items: string;
  actor: Actor;
  requestId: string;
}

/** Takes in what is to be done in the background. */
export async function queueAsync(
  tx: Queryable,
  ctx: Ctx,
  request: { merchantId: string; operation: AsyncOperation; items: readonly unknown[] },
): Promise<void> {
  const { merchantId, operation } = request;
  const items = { items: exactJson(request.items), itemCount: request.items.length };
  const { actor, requestId, now } = ctx;
  await query(QUEUE, { id: newId(), merchantId, operation, ...items, actor, requestId, now }, tx);
}

/** Does every request that waits, each in one transaction, so that a crash leaves it whole or undone. Resolves to how many. */
export async function runAsyncRequests({ ctx }: { ctx: Ctx }): Promise<number> {
  for (let done = 0; ; done++) {
    const more = await transaction((tx) => runNext(tx, ctx));
    if (!more) return done;
  }
}

async function runNext(tx: Queryable, job: Ctx): Promise<boolean> {
  const [request] = await query(NEXT, {}, tx);
  if (!request) return false;
  // Whoever sent it is who did it.
  const { actor, requestId, merchantId } = request;
  const ctx: Ctx = inTimeOf({ actor, requestId, now: job.now }, merchantId);
  const refused = (await isRevoked(tx, ctx.actor)) ? REVOKED : await attempt(tx, ctx, request, LOOKS_MAX);
  await finish(tx, ctx, request, refused);
  return true;
}

const REVOKED: RefusedItem[] = [
  {
    index: -1,
    errors: [{ path: "", message: "The API key that asked for this was revoked; nothing was done." }],
  },
];

/** What was asked for with a key is not done once the key is revoked: whoever revokes one no longer trusts who has it. */
async function isRevoked(tx: Queryable, actor: Actor): Promise<boolean> {
  return actor.type === "apiKey" && (await queryOne(LOOK_UP_KEY_ID, { id: actor.id }, tx)) === null;
}

/** The items that were refused, or null where the whole request failed on our side. */
async function attempt(
  tx: Queryable,
  ctx: Ctx,
  request: AsyncRequest,
  looksLeft: number,
): Promise<RefusedItem[] | null> {
  await tx.query("SAVEPOINT items");
  try {
    return await perform(tx, ctx, request);
  } catch (err) {
    // The database could not: what was acknowledged waits for the next run, whole.
    if (isPassingRefusal(err)) throw err;
    await tx.query("ROLLBACK TO SAVEPOINT items");
    // Somebody took a reference between the look and the writing: the next look refuses that one item alone.
    if (isUniqueViolation(err) && looksLeft > 1) return attempt(tx, ctx, request, looksLeft - 1);
    log.error({ err, requestId: request.requestId }, "an async request failed");
    return null;
  }
}

function perform(tx: Queryable, ctx: Ctx, { operation, items }: AsyncRequest): Promise<RefusedItem[]> {
  return operation === "create" ? createAll(tx, ctx, items) : updateAll(tx, ctx, items);
}

/** `refused` is null where the whole request failed on our side. */
async function finish(tx: Queryable, ctx: Ctx, request: AsyncRequest, refused: RefusedItem[] | null) {
  const failed: RefusedItem[] = [
    { index: -1, errors: [{ path: "", message: "Something went wrong on our side; nothing was done." }] },
  ];
  const told = refused ?? failed;
  await query(FINISH, { id: request.id, now: ctx.now, refused: told, failed: refused === null }, tx);
  const type = `payment.async_${request.operation}_refused`;
  await announce(
    tx,
    ctx,
    told.map((item) => ({
      type,
      merchantId: request.merchantId,
      paymentId: null,
      objectId: request.id,
      data: { ...item },
    })),
  );
}
