import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { ALL } from "@/lib/generated/sql/connections/lock/all";
import { ONE, type OneRow } from "@/lib/generated/sql/connections/lock/one";
import { spellId } from "@/lib/ids";
import { Refused } from "@/lib/verb/problem";
import { changedSince } from "@/lib/verb/stale";

export type LockedConnection = OneRow;

/** Nobody else changes connections or routes until the transaction ends: they are few, and seldom changed. */
export async function lockEveryConnection(tx: Queryable): Promise<void> {
  await query(ALL, {}, tx);
}

/** A connection in use that nobody else changes until the transaction ends. Refuses with `not_found` or `conflict`. */
export async function lockConnection(tx: Queryable, id: string): Promise<LockedConnection> {
  await lockEveryConnection(tx);
  const found = await queryOne(ONE, { id }, tx);
  if (!found) throw noSuchConnection(id);
  if (found.disconnectedAt)
    throw new Refused({ code: "conflict", message: `"${found.name}" has been disconnected.` });
  return found;
}

/** The built-in one is part of every deployment: it has nothing to rotate, and is not ended. */
export function refuseBuiltIn(id: string): void {
  if (id !== BUILT_IN_CONNECTION_ID) return;
  throw new Refused({
    code: "conflict",
    message: "This connection is part of every deployment and stays as it is.",
  });
}

/** Refuses what was decided by a page that shows the connection as it was before somebody changed it. */
export function refuseStale(stored: { name: string; version: number }, version: number): void {
  if (stored.version !== version) throw changedSince(`"${stored.name}"`);
}

export function noSuchConnection(id: string): Refused {
  return new Refused({ code: "not_found", object: "connection", id: spellId("con", id) });
}
