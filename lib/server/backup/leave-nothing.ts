import { readdir, rm, statfs } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { adviceOnRights } from "@/lib/db/migrate";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { reasonOf } from "@/lib/process/reason";

/** With less room than one segment of its log PostgreSQL ends at once, and its connections say nothing of why. */
const ROOM_BYTES_MIN = 16 * 1024 * 1024;

/**
 * Does the work of a restore, which fills a database and a directory (null: none). When it fails, what it put into the
 * directory is taken away again, so that no start goes on with half of it, and it is said in one sentence why.
 */
export async function orLeaveNothing<T>(directory: string | null, work: () => Promise<T>): Promise<T> {
  const before = directory === null ? null : await entriesOf(directory);
  try {
    return await work();
  } catch (err) {
    // Asked before room is made.
    const explained = await explain(err, directory);
    if (directory !== null) await clear(directory, before);
    throw explained;
  }
}

/** What a directory holds, or null where it is not there. */
async function entriesOf(directory: string): Promise<string[] | null> {
  return readdir(directory).catch((err: unknown) => {
    if (systemCode(err) === "ENOENT") return null;
    throw new CannotStart(
      `the data directory ${directory} cannot be used (${systemCode(err)}): choose another with --data.`,
    );
  });
}

async function clear(directory: string, before: readonly string[] | null): Promise<void> {
  if (before === null) return rm(directory, { recursive: true, force: true });
  for (const entry of await readdir(directory).catch(() => []))
    if (!before.includes(entry)) await rm(path.join(directory, entry), { recursive: true, force: true });
}

async function explain(err: unknown, directory: string | null): Promise<unknown> {
  if (err instanceof CannotStart) return err;
  const code = systemCode(err) ?? "";
  const where = directory === null ? "into the database" : `to ${directory}`;
  const failed = (why: string) =>
    new CannotStart(`the restore could not be written ${where} and nothing of it was kept: ${why}.`);
  if (code === DISK_FULL && directory === null) return failed("the database's disk is full");
  if (FULL.includes(code) || (await hasNoRoom(directory))) return failed("the disk is full");
  return err instanceof pg.DatabaseError ? failed(`${reasonOf(err)}${adviceOnRights(err)}`) : err;
}

const DISK_FULL = "53100";
const FULL: readonly string[] = ["ENOSPC", "EDQUOT", DISK_FULL];

async function hasNoRoom(directory: string | null): Promise<boolean> {
  const room = directory === null ? null : await statfs(directory).catch(() => null);
  return room !== null && room.bavail * room.bsize < ROOM_BYTES_MIN;
}
