import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { log } from "@/lib/log/log";
import { CannotStart } from "@/lib/process/cannot-start";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { withFileLock } from "@/lib/process/file-lock";

/** How many builds are kept: the newest, and those that a server started from an earlier state may still be serving. */
export const BUILDS_KEPT_MAX = 5;

const BUILDS = ".next/builds";
const COMPLETE = "complete";
// The framework points it at the types of its last build, and the compiler at those of `next typegen`.
const ENVIRONMENT_TYPES = "next-env.d.ts";
const BUILD_WAIT_MS_MAX = 600_000;

// What the framework compiles from. The rest (tests, documents, scripts) changes no page.
const SOURCES = ["app", "components", "lib", "public", "prisma/schema.prisma"];
const SETTINGS = [
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
  "package-lock.json",
];
const NO_SOURCE = /\.test\.tsx?$|^lib[\\/]generated/;

/**
 * Builds the pages when there is no build of the sources as they are, and returns its directory. Each state of the
 * sources has a directory of its own, so that a build never changes one that a running server serves from.
 */
export async function prepareBuild(signal: AbortSignal): Promise<string> {
  const directory = path.posix.join(BUILDS, (await digestSources()).slice(0, 16));
  const complete = path.join(directory, COMPLETE);
  await mkdir(BUILDS, { recursive: true });
  if (!(await exists(complete))) {
    const onWait = (pid: number) => log.info(`waiting for process ${pid}, which is building the pages`);
    await withFileLock(`${BUILDS}/lock`, { waitMsMax: BUILD_WAIT_MS_MAX, onWait }, async () => {
      if (await exists(complete)) return;
      log.info("building the pages, which takes half a minute and is done once per version");
      await rm(directory, { recursive: true, force: true });
      await keeping(ENVIRONMENT_TYPES, () => build(directory, signal));
      await writeFile(complete, "");
      await prune();
    });
  }
  const now = new Date();
  await utimes(complete, now, now).catch(() => {});
  return directory;
}

async function digestSources(): Promise<string> {
  const files = [...SETTINGS, ...(await Promise.all(SOURCES.map(filesBelow))).flat()].sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`\0${file}\0`).update(await readFile(file).catch(() => ""));
  }
  return hash.digest("hex");
}

async function filesBelow(place: string): Promise<string[]> {
  const stats = await stat(place).catch(() => null);
  if (!stats?.isDirectory()) return stats ? [place] : [];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !NO_SOURCE.test(file));
}

async function keeping(file: string, work: () => Promise<void>): Promise<void> {
  const before = await readFile(file).catch(() => null);
  try {
    await work();
  } finally {
    await (before ? writeFile(file, before) : rm(file, { force: true }));
  }
}

async function build(directory: string, signal: AbortSignal): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [cli, "build"], {
    env: childEnvironment({
      ...passedOn("NODE_OPTIONS", "NEXT_TELEMETRY_DISABLED"),
      NODE_ENV: "production",
      COUNTERFOIL_BUILD_DIR: directory,
    }),
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => said.push(part));
  child.stderr.on("data", (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(said));
    throw new CannotStart("the pages could not be built: the reason stands above.");
  }
}

async function prune(): Promise<void> {
  const names = (await readdir(BUILDS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const builds = await Promise.all(
    names.map(async ({ name }) => {
      const stats = await stat(path.join(BUILDS, name, COMPLETE)).catch(() => null);
      return { name, usedAtMs: stats?.mtimeMs ?? 0 };
    }),
  );
  builds.sort((one, other) => other.usedAtMs - one.usedAtMs);
  for (const { name } of builds.slice(BUILDS_KEPT_MAX)) {
    await rm(path.join(BUILDS, name), { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
