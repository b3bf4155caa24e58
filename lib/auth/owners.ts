import { type Queryable, run, statement } from "@/lib/db/sql";

// Any constant will do, as long as everything that makes or unmakes an owner takes the same one.
const OWNERS_LOCK = 7_203_111;

const LOCK = statement("SELECT pg_advisory_xact_lock($1)");
const EXISTS = statement(`SELECT 1 FROM "user" WHERE role = 'owner' LIMIT 1`);
const COUNT_OTHERS = statement(`
  SELECT count(*)::int AS others FROM "user" WHERE role = 'owner' AND disabled_at IS NULL AND id <> $1`);

/** Until the transaction ends nobody else makes, demotes or disables an owner. */
export async function lockOwners(tx: Queryable): Promise<void> {
  await run(LOCK, [OWNERS_LOCK], tx);
}

/** Whether anybody ever became an owner: before that there is nobody to sign in. */
export async function hasOwner(): Promise<boolean> {
  return (await run(EXISTS, [])).length > 0;
}

/** The same within a transaction. Ask under `lockOwners`. */
export async function ownerExists(tx: Queryable): Promise<boolean> {
  return (await run(EXISTS, [], tx)).length > 0;
}

/** How many other people could still act as an owner. Ask under `lockOwners`. */
export async function otherOwners(tx: Queryable, userId: string): Promise<number> {
  const [row] = await run<{ others: number }>(COUNT_OTHERS, [userId], tx);
  return row?.others ?? 0;
}
