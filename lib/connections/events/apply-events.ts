import { connectionById, connectorFor } from "@/lib/connectors/connection";
import { eachConnection } from "@/lib/connectors/each-connection";
import { query } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import { DUE, type DueRow } from "@/lib/generated/sql/connections/events/due";
import { FINISH } from "@/lib/generated/sql/connections/events/finish";
import { TRY_LATER } from "@/lib/generated/sql/connections/events/try-later";
import { log } from "@/lib/log/log";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { mirrorEvent } from "../mirror/mirror-event";
import { type Applied, applyFact } from "./apply-fact";
import { CannotApply, NotYet } from "./cannot-apply";

/** How many events of one connection a run applies; the next goes on. */
export const APPLIED_MAX = 100;

/** After so long each is tried again; then it is a person's. */
export const TRY_AGAIN_MS: readonly number[] = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
];

/** Applies what providers have told, in any order of arrival with the same end. What cannot be applied is kept and shown. */
export async function applyEvents({ ctx }: { ctx: Ctx }): Promise<number> {
  const due = await query(DUE, { limit: APPLIED_MAX });
  await eachConnection(
    due,
    ({ connectionId }) => connectionId,
    "what a provider told could not be applied",
    (event) => apply(ctx, event),
  );
  return due.length;
}

async function apply(job: Ctx, event: DueRow): Promise<void> {
  const connection = await connectionById(event.connectionId);
  const label = connection.provider;
  const ctx: Ctx = { ...job, actor: { type: "provider", id: label, label } };
  try {
    let applied: Applied | null = null;
    // Applied after it was disconnected, too: what was told before is as true.
    if (connection.disconnectedAt) throw new CannotApply("The connection has been disconnected.");
    for (const fact of await connectorFor(connection).events.facts(event))
      applied = (await applyFact(ctx, connection.id, fact)) ?? applied;
    if (!applied) {
      const paymentId = await mirrorEvent(ctx, connection, event);
      applied = paymentId === null ? null : { paymentId };
    }
    const state = applied ? "applied" : "ignored";
    await query(FINISH, { id: event.id, state, paymentId: applied?.paymentId ?? null, problem: null });
  } catch (err) {
    if (isPassingRefusal(err)) throw err;
    await keep(event, err);
  }
}

async function keep({ id, tries }: DueRow, err: unknown): Promise<void> {
  const problem = wordsOf(err);
  const waitMs = err instanceof CannotApply ? undefined : TRY_AGAIN_MS[tries];
  if (waitMs !== undefined) {
    await query(TRY_LATER, { id, waitMs, problem });
    return;
  }
  log.error({ err, eventId: id }, "what a provider told could not be applied");
  await query(FINISH, { id, state: "failed", paymentId: null, problem });
}

function wordsOf(err: unknown): string {
  if (err instanceof CannotApply || err instanceof NotYet) return err.message;
  const problem = problemOf(err);
  return problem
    ? `It was refused: ${problem.code}.`
    : "It could not be applied because of a fault; the log has it.";
}
