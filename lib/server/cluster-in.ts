import { hasClusterIn } from "@/lib/db/embedded/has-cluster";
import { CannotStart } from "@/lib/process/cannot-start";

/** What is said of a data directory, or of the folder a command was called in, that is not the deployment's. */
export function noDatabaseIn(dataDirectory: string): string {
  return `there is no database in ${dataDirectory}: name its data directory with --data`;
}

/** Throws CannotStart where a data directory holds no database. */
export async function assertClusterIn(dataDirectory: string): Promise<void> {
  if (!(await hasClusterIn(dataDirectory))) throw new CannotStart(`${noDatabaseIn(dataDirectory)}.`);
}
