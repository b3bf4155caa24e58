import type { StoredConnection } from "@/lib/connectors/connection";
import type { Queryable } from "@/lib/db/sql";
import { query } from "@/lib/db/sql";
import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import { LOCK, type LockRow } from "@/lib/generated/sql/connections/mirror/lock";

/** How often an account is read for what is new, once all of it has been: what is told comes sooner. */
export const MIRROR_EVERY_MS = 10 * MINUTE_MS;

/** How many pages one run reads of an account; the next run goes on. */
export const MIRROR_PAGES_MAX = 5;

/** After a page that could not be read, the next one is asked for after so long, and the last of these from then on. */
export const MIRROR_WAITS_MS: readonly number[] = [15_000, MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS];

/** How the type of what a mirror could not apply begins, among what was told. */
export const KEPT_PREFIX = "mirror.";

/** A mirror that is read, locked: whoever writes what was read of an account writes alone. */
export type LockedMirror = LockRow;

/** The mirror of a connection until the transaction ends, or null where none is read. */
export async function lockMirror(tx: Queryable, connectionId: string): Promise<LockedMirror | null> {
  const [mirror] = await query(LOCK, { connectionId }, tx);
  return mirror ?? null;
}

/** The connector an account's payments belong to: test and live ones are two, whichever connection they are read through. */
export function connectorOfAccount({
  provider,
  accountReference,
  live,
}: Pick<StoredConnection, "provider" | "live"> & { accountReference: string }) {
  return {
    provider: provider.toUpperCase(),
    reference: live ? accountReference : `${accountReference}-test`,
  };
}
