import { stat } from "node:fs/promises";
import path from "node:path";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { layoutOf } from "./layout";

/**
 * Whether a data directory holds a database. Makes nothing. Throws CannotStart where this user may not know: "there is none"
 * would send them looking for another directory.
 */
export async function hasClusterIn(dataDirectory: string): Promise<boolean> {
  const { cluster } = layoutOf(dataDirectory);
  try {
    await stat(path.join(cluster, "PG_VERSION"));
    return true;
  } catch (err) {
    if (systemCode(err) !== "EACCES" && systemCode(err) !== "EPERM") return false;
    throw new CannotStart(
      `this user may not look into ${cluster}: run this as the user that the deployment runs as, or as root.`,
    );
  }
}
