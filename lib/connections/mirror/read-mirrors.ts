import { connectionById, connectorFor, type StoredConnection } from "@/lib/connectors/connection";
import { PROVIDER_NAME_CHARACTERS_MAX } from "@/lib/connectors/connector";
import type { MirrorPage, MirrorRecord } from "@/lib/connectors/mirror";
import { eachAlone } from "@/lib/db/each-alone";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { DUE, type DueRow } from "@/lib/generated/sql/connections/mirror/due";
import { KEEP_FAILED } from "@/lib/generated/sql/connections/mirror/keep-failed";
import { MEND } from "@/lib/generated/sql/connections/mirror/mend";
import { NOTE_FAULT } from "@/lib/generated/sql/connections/mirror/note-fault";
import { NOTE_PAGE } from "@/lib/generated/sql/connections/mirror/note-page";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { redactText } from "@/lib/log/redact";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { CannotApply } from "../events/cannot-apply";
import { KEPT_PREFIX, lockMirror, MIRROR_EVERY_MS, MIRROR_PAGES_MAX, MIRROR_WAITS_MS } from "./mirror";
import { takeInRecord, type WritableMirror, writable } from "./take-in-record";

/** Reads the next pages of every account whose mirror is on. A page and where the next one begins are committed together. */
export async function readMirrors({ ctx }: { ctx: Ctx }): Promise<void> {
  const due = (await query(DUE, {})).map((mirror) => ({ ...mirror, id: mirror.connectionId }));
  await eachAlone(due, "an account could not be mirrored", (mirror) => readMirror(ctx, mirror));
}

async function readMirror(job: Ctx, mirror: DueRow): Promise<void> {
  const connection = await connectionById(mirror.connectionId);
  const ctx = providerCtx(job, connection);
  try {
    for (let page = 0; page < MIRROR_PAGES_MAX; page++) if (!(await readPage(ctx, connection))) return;
  } catch (err) {
    if (isPassingRefusal(err)) throw err;
    await noteFault(mirror, err);
  }
}

/** Whoever a provider's word is written by. */
export function providerCtx(job: Ctx, { provider }: Pick<StoredConnection, "provider">): Ctx {
  return { ...job, actor: { type: "provider", id: provider, label: provider } };
}

/** Resolves to whether another page may be read at once. */
async function readPage(ctx: Ctx, connection: StoredConnection): Promise<boolean> {
  const before = await transaction((tx) => lockMirror(tx, connection.id));
  if (!before) return false;
  const { mirror } = connectorFor(connection);
  if (!mirror) throw new CannotApply("This provider cannot be mirrored.");
  // The provider is asked without a lock, so that what it tells meanwhile is not held up.
  const page = await mirror.page({ from: before.fromAt, cursor: before.cursor });
  return transaction((tx) => takeInPage(tx, ctx, before, page));
}

async function takeInPage(tx: Queryable, ctx: Ctx, before: DueRow, page: MirrorPage): Promise<boolean> {
  const locked = await lockMirror(tx, before.connectionId);
  // Somebody paused it or had it begin elsewhere: this page is not the next one any more.
  if (!locked || locked.cursor !== before.cursor || locked.fromAt.getTime() !== before.fromAt.getTime())
    return false;
  await takeInAll(tx, ctx, await writable(tx, locked), page.records);
  const again = page.caughtUp && locked.beginsAgain;
  await query(
    NOTE_PAGE,
    {
      connectorId: locked.connectorId,
      cursor: again ? null : page.cursor,
      reachedAt: page.records.at(-1)?.madeAt ?? null,
      caughtUp: page.caughtUp,
      waitMs: page.caughtUp && !again ? MIRROR_EVERY_MS : 0,
    },
    tx,
  );
  return !page.caughtUp;
}

/** What cannot be applied is kept with what was told, where it is shown and can be applied again; it holds up nothing. */
async function takeInAll(
  tx: Queryable,
  ctx: Ctx,
  mirror: WritableMirror,
  records: readonly MirrorRecord[],
): Promise<void> {
  const applied: { event_id: string; payment_id: string }[] = [];
  for (const record of records) {
    try {
      applied.push({ event_id: nameOf(record), payment_id: await takeInRecord(tx, ctx, mirror, record) });
    } catch (err) {
      const problem = whyNot(err);
      if (problem === null) throw err;
      await keepFailed(tx, mirror, record, problem);
    }
  }
  if (applied.length > 0) await query(MEND, { connectionId: mirror.connectionId, applied }, tx);
}

async function keepFailed(
  tx: Queryable,
  { connectionId }: WritableMirror,
  record: MirrorRecord,
  problem: string,
): Promise<void> {
  const { type, raw, madeAt } = record;
  const eventId = nameOf(record);
  const kept = { id: newId(), connectionId, eventId, type: `${KEPT_PREFIX}${type}`, raw, madeAt, problem };
  await query(KEEP_FAILED, kept, tx);
}

/** As if it were an event: the same thing is kept once. */
function nameOf({ type, reference }: MirrorRecord): string {
  return `mirror/${type}/${reference}`.slice(0, PROVIDER_NAME_CHARACTERS_MAX);
}

/** Null for what is no fault of what was read: nothing of the page is kept then. */
function whyNot(err: unknown): string | null {
  if (err instanceof CannotApply) return err.message;
  switch (problemOf(err)?.code) {
    case "amount_exceeds_remaining":
      return "The provider gave back more than we hold to be left of this payment.";
    case "invalid":
      return "Its amounts cannot be kept here.";
    default:
      return null;
  }
}

async function noteFault({ connectorId, connectionId, failures }: DueRow, err: unknown): Promise<void> {
  log.warn({ err, connectionId }, "an account could not be mirrored");
  const problem = problemOf(err);
  const words =
    problem?.code === "conflict" ? problem.message : err instanceof Error ? err.message : "no answer";
  const waitMs = MIRROR_WAITS_MS[Math.min(failures, MIRROR_WAITS_MS.length - 1)] ?? MIRROR_EVERY_MS;
  await query(NOTE_FAULT, { connectorId, fault: redactText(words).slice(0, 300), waitMs });
}
