import { closePool } from "@/lib/db/pool";
import { assertClusterIn } from "./cluster-in";
import { openDatabase } from "./database";
import { DEFAULT_DATA_DIRECTORY } from "./options";

/**
 * Runs the work of a command against the same database that `npm start` uses: DATABASE_URL, or the embedded one of the
 * data directory (DATA_DIR). It attaches to a server that is running, and otherwise starts one for as long as the work takes.
 * Only a command that may be a deployment's first makes one where none is: a name that was mistyped has none.
 */
export async function withDatabase<T>(
  work: () => Promise<T>,
  { mayBeFirst = false }: { mayBeFirst?: boolean } = {},
): Promise<T> {
  const databaseUrl = process.env.DATABASE_URL || undefined;
  const dataDirectory = process.env.DATA_DIR || (databaseUrl ? null : DEFAULT_DATA_DIRECTORY);
  if (!mayBeFirst && !databaseUrl && dataDirectory !== null) await assertClusterIn(dataDirectory);
  const database = await openDatabase({ databaseUrl, dataDirectory, mayBeFirst });
  try {
    return await work();
  } finally {
    await closePool();
    await database.stop();
  }
}
