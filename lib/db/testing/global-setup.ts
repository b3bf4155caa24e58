import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { openEmbedded } from "@/lib/db/embedded/open";
import { prepareTables } from "@/lib/db/prepare-tables";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated database that each test file copies, and the server it is on. */
    templateUrl: string;
  }
}

/** One server for all integration tests, in a directory of its own that goes when they end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-test-"));
  // The server runs as another user when we are root, and has to get in.
  await chmod(dataDirectory, 0o755);
  const database = await openEmbedded({ dataDirectory, durable: false });
  const end = async () => {
    await database.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    await prepareTables({ ownerUrl: database.ownerUrl, role: DATABASE_ROLES.application });
  } catch (err) {
    // A migration that fails while it is written leaves no server behind.
    await end();
    throw err;
  }
  project.provide("templateUrl", database.url);
  return end;
}
