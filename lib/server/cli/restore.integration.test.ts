import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aMerchant } from "@/lib/checkout/testing";
import { keyIdOf, keyIds } from "@/lib/crypto/encryption-keys";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { noteWhetherHeld } from "@/lib/db/hold";
import { closePool } from "@/lib/db/pool";
import { addressAs, runOn } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { mountSmallDisk, unmountSmallDisk } from "@/lib/process/testing/small-disk";
import { writeBackup } from "../backup/write-backup";
import { checkDatabase } from "../doctor/check-database";
import { run } from "./restore";

const newKey = () => randomBytes(32).toString("base64");
const secretsOf = (key: string) =>
  JSON.stringify({ COUNTERFOIL_ENCRYPTION_KEY: key, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: newKey() });
const [theirs, another] = [newKey(), newKey()];
const [needed, other] = [theirs, another].map((key) => keyIdOf("key", key));

const own = process.env.DATABASE_URL ?? "";
const onServer = (text: string) => runOn(addressAs("administrator", own, "postgres"), text);
let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-restore-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
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

it("what was restored is held: the command and the doctor say so and what to do, and it is released by hand, once", async () => {
  const name = `restored_${newId().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${name} OWNER ${DATABASE_ROLES.owner} TEMPLATE template0`);
  const said: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean(said.push(String(text))));
  const from = path.join(directory, "backup.tar.gz");
  const { signal } = new AbortController();
  await writeBackup({
    url: addressAs("owner", own),
    to: from,
    appVersion: "1",
    secrets: null,
    keyIds: [],
    signal,
  });
  try {
    vi.stubEnv("DATABASE_MIGRATION_URL", "");
    vi.stubEnv("DATABASE_URL", addressAs("owner", own, name));
    await closePool();
    noteWhetherHeld(true);
    await run(["--from", from]);
    expect(said.join("")).toMatch(/It is held: .*compare it with the provider first.*--release/s);
    const held = async () => (await checkDatabase()).find(({ check }) => check === "held");
    expect(await held()).toMatchObject({
      state: "wrong",
      sentence: expect.stringMatching(
        /restored from a backup of .* is held since .*npm run restore -- --release/,
      ),
    });
    said.length = 0;
    await run(["--release", "--json"]);
    expect(JSON.parse(said.join(""))).toMatchObject({ released: true, because: "restored", begins: [] });
    await closePool();
    expect(await held()).toMatchObject({ state: "ok" });
    await expect(run(["--release"])).rejects.toThrow("Nothing is held");
  } finally {
    await closePool();
    vi.unstubAllEnvs();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});

describe.skipIf(process.getuid?.() !== 0)("onto a disk that is too small", () => {
  it.each([1, 30, 60])(
    "of %d MB, a restore says so in one sentence and leaves nothing",
    async (megabytes) => {
      const disk = path.join(directory, "disk");
      await mkdir(disk, { mode: 0o755 });
      await chmod(directory, 0o755);
      const from = path.join(directory, "backup.tar.gz");
      const secrets = secretsOf(theirs);
      const { signal } = new AbortController();
      await writeBackup({
        url: addressAs("owner", own),
        to: from,
        appVersion: "1",
        secrets,
        keyIds: [],
        signal,
      });
      if (!mountSmallDisk(disk, `size=${megabytes}m,mode=755`)) return;
      try {
        vi.stubEnv("DATABASE_URL", "");
        vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", "");
        for (const data of [disk, path.join(disk, "data")]) {
          vi.stubEnv("DATA_DIR", data);
          await expect(run(["--from", from])).rejects.toThrow(/^[^\n]*(disk is full|No space left)[^\n]*$/);
          expect(await readdir(disk)).toEqual([]);
        }
      } finally {
        unmountSmallDisk(disk);
      }
    },
    240_000,
  );
});

it("a backup that was made after the key was replaced says which earlier key is needed, unless that is given", async () => {
  await aMerchant();
  const [before = ""] = keyIds();
  const earlier = process.env.COUNTERFOIL_ENCRYPTION_KEY ?? "";
  const errors: string[] = [];
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(errors.push(String(text))));
  const from = path.join(directory, "backup.tar.gz");
  const { signal } = new AbortController();
  const to = { url: addressAs("owner", own), to: from, appVersion: "1", secrets: secretsOf(theirs), signal };
  await writeBackup({ ...to, keyIds: [needed ?? "", before] });
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", "");
  for (const retired of ["", earlier]) {
    errors.length = 0;
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", "");
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", retired);
    vi.stubEnv("DATA_DIR", path.join(directory, retired ? "given" : "lacking"));
    await run(["--from", from]);
    const said = `sealed with ${before}, and no such key is here: name it in COUNTERFOIL_ENCRYPTION_KEYS_RETIRED`;
    if (retired) expect(errors.join("")).toBe("");
    else expect(errors.join("")).toContain(said);
  }
}, 120_000);

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
