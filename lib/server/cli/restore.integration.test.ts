import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keyIdOf } from "@/lib/crypto/encryption-keys";
import { addressAs } from "@/lib/db/testing/roles";
import { writeBackup } from "../backup/write-backup";
import { run } from "./restore";

const newKey = () => randomBytes(32).toString("base64");
const secretsOf = (key: string) =>
  JSON.stringify({ COUNTERFOIL_ENCRYPTION_KEY: key, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: newKey() });
const [theirs, another] = [newKey(), newKey()];
const [needed, other] = [theirs, another].map((key) => keyIdOf("key", key));

const own = process.env.DATABASE_URL ?? "";
let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-restore-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

/** Restores a backup made with `theirs` into a directory, with another key in the environment or in the directory. */
async function restored({ secrets, inEnvironment }: { secrets: string | null; inEnvironment: boolean }) {
  const [from, data] = [path.join(directory, "backup.tar.gz"), path.join(directory, "data")];
  const { signal } = new AbortController();
  const url = addressAs("owner", own);
  await writeBackup({ url, to: from, appVersion: "1", secrets, keyIds: [needed ?? ""], signal });
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("DATA_DIR", inEnvironment ? data : directory);
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", inEnvironment ? another : "");
  if (!inEnvironment) await writeFile(path.join(directory, "secrets.json"), secretsOf(another));
  return run(["--from", from]);
}

it("a restore with another key in the environment says that it would win over the backup's, and touches nothing", async () => {
  await expect(restored({ secrets: secretsOf(theirs), inEnvironment: true })).rejects.toThrow(
    new RegExp(
      `another key \\(${other}\\) than this backup's \\(${needed}\\), and would win[^\n]*leave it unset`,
    ),
  );
  expect(await readdir(directory)).toEqual(["backup.tar.gz"]);
});

it("a restore of a backup without secrets asks for the key it was made with, wherever another one is", async () => {
  await expect(restored({ secrets: null, inEnvironment: true })).rejects.toThrow(
    new RegExp(`another key \\(${other}\\)[^\n]*set the one it was made with`),
  );
  await rm(path.join(directory, "backup.tar.gz"));
  await expect(restored({ secrets: null, inEnvironment: false })).rejects.toThrow(
    new RegExp(`another deployment's \\(${other}\\) than this backup's \\(${needed}\\)`),
  );
});
