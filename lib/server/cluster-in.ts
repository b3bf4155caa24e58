import { stat } from "node:fs/promises";
import path from "node:path";
import { layoutOf } from "@/lib/db/embedded/layout";
import { CannotStart } from "@/lib/process/cannot-start";

/** What is said of a data directory, or of the folder a command was called in, that is not the deployment's. */
export function noDatabaseIn(dataDirectory: string): string {
  return `there is no database in ${dataDirectory}: name its data directory with --data`;
}

/** Whether a data directory holds a database. Makes nothing. */
export async function hasClusterIn(dataDirectory: string): Promise<boolean> {
  const version = path.join(layoutOf(dataDirectory).cluster, "PG_VERSION");
  return (await stat(version).catch(() => null)) !== null;
}

/** Throws CannotStart where a data directory holds no database. */
export async function assertClusterIn(dataDirectory: string): Promise<void> {
  if (!(await hasClusterIn(dataDirectory))) throw new CannotStart(`${noDatabaseIn(dataDirectory)}.`);
}
