import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { CannotStart } from "@/lib/process/cannot-start";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { withFileLock } from "@/lib/process/file-lock";

const SCHEMA = "prisma/schema.prisma";
const DIRECTORY = "lib/generated";
const STAMP = `${DIRECTORY}/schema.sha256`;
const WAIT_MS_MAX = 60_000;

/** Generates the database client when the schema is not the one it was generated from. */
export async function prepareClient(): Promise<void> {
  const digest = createHash("sha256")
    .update(await readFile(SCHEMA))
    .update(createRequire(import.meta.url)("prisma/package.json").version)
    .digest("hex");
  if ((await readStamp()) === digest) return;
  await mkdir(DIRECTORY, { recursive: true });
  await withFileLock(`${DIRECTORY}/lock`, { waitMsMax: WAIT_MS_MAX }, async () => {
    if ((await readStamp()) === digest) return;
    await generate();
    await writeFile(STAMP, digest);
  });
}

async function readStamp(): Promise<string | null> {
  return readFile(STAMP, "utf8").catch(() => null);
}

async function generate(): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  try {
    await promisify(execFile)(process.execPath, [cli, "generate"], {
      env: childEnvironment({
        ...passedOn("NODE_OPTIONS"),
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      }),
    });
  } catch (err) {
    throw new CannotStart(`the database client could not be generated: ${(err as Error).message}`);
  }
}
