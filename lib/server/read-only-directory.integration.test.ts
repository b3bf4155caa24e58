import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";

// Nobody, whose number is the same on every Linux.
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-read-only-"));
  chmodSync(directory, 0o755);
});
afterEach(() => {
  chmodSync(directory, 0o755);
  rmSync(directory, { recursive: true, force: true });
});

/** What a start says that cannot be. */
function start(
  environment: Record<string, string | undefined>,
  identity: { uid?: number } = {},
): Promise<{ code: unknown; said: string }> {
  // The compiler keeps what it made in a place of this user's.
  const env = childEnvironment({ NODE_ENV: "production", ...environment });
  const words = ["lib/server/start.js", "main", "--only", "jobs", "--health-port", "0", "--data", directory];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { env, timeout: 100_000, ...identity }, (err, _, said) =>
      resolve({ code: err?.code ?? 0, said }),
    );
  });
}

/** Runs `work` with the directory mounted read-only; false where that is not allowed. */
async function mountedReadOnly(work: () => Promise<void>): Promise<boolean> {
  try {
    execFileSync("mount", ["--bind", directory, directory], { stdio: "ignore", env: childEnvironment() });
  } catch {
    return false;
  }
  try {
    execFileSync("mount", ["-o", "remount,bind,ro", directory], { stdio: "ignore", env: childEnvironment() });
    await work();
    return true;
  } finally {
    execFileSync("umount", [directory], { stdio: "ignore", env: childEnvironment() });
  }
}

const ONE_SENTENCE = /^counterfoil: [^\n]+\.\n$/;

it("a data directory that this user may not write to is said in one sentence", async () => {
  mkdirSync(path.join(directory, "inside"));
  chmodSync(directory, 0o555);
  const { code, said } = await start({ DATABASE_URL: undefined }, isRoot ? { uid: NOBODY } : {});
  expect(said).toMatch(ONE_SENTENCE);
  expect(said).toContain("cannot be used (no permission): choose another with --data");
  expect(code).toBe(1);
}, 120_000);

it.skipIf(!isRoot)(
  "a data directory on a disk that is mounted read-only is said in one sentence",
  async ({ skip }) => {
    const tried = await mountedReadOnly(async () => {
      const { code, said } = await start({ DATABASE_URL: undefined });
      expect(said).toMatch(ONE_SENTENCE);
      expect(said).toContain("cannot be used (it is read-only)");
      expect(code).toBe(1);
      const outside = await start(passedOn("DATABASE_URL", "DATABASE_MIGRATION_URL"));
      expect(outside.said).toMatch(ONE_SENTENCE);
      expect(outside.said).toContain("the secrets cannot be kept");
      expect(outside.code).toBe(1);
    });
    skip(!tried, "nothing can be mounted here");
  },
  120_000,
);
