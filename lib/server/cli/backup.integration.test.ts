import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { aMerchant } from "@/lib/checkout/testing";
import { keyIds } from "@/lib/crypto/encryption-keys";
import { addressAs } from "@/lib/db/testing/roles";
import { run } from "./backup";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-backup-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

it("a backup names the keys that nothing here can open its values with, and is made all the same", async () => {
  await aMerchant();
  const [sealedWith] = keyIds();
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => Boolean(said.push(String(text))));
  vi.stubEnv("DATABASE_URL", addressAs("owner", process.env.DATABASE_URL ?? ""));
  await run(["--to", path.join(directory, "whole.tar.gz")]);
  expect(said.join("")).not.toContain("sealed with");
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", randomBytes(32).toString("base64"));
  await run(["--to", path.join(directory, "closed.tar.gz")]);
  expect(said.join("")).toContain(
    `sealed with ${sealedWith}, and no such key is here: nothing will open them`,
  );
  expect((await readdir(directory)).sort()).toEqual(["closed.tar.gz", "whole.tar.gz"]);
});

it("a backup names each key that it does not hold and that something was, or will be, sealed with", async () => {
  await aMerchant();
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => Boolean(said.push(String(text))));
  const [before = ""] = keyIds();
  const key = process.env.COUNTERFOIL_ENCRYPTION_KEY ?? "";
  const other = randomBytes(32).toString("base64");
  const actions = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "";
  const kept = { COUNTERFOIL_ENCRYPTION_KEY: key, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actions };
  await writeFile(path.join(directory, "secrets.json"), JSON.stringify(kept), { mode: 0o600 });
  vi.stubEnv("DATABASE_URL", addressAs("owner", process.env.DATABASE_URL ?? ""));
  vi.stubEnv("DATA_DIR", directory);
  const backedUp = async (...words: string[]) => {
    said.length = 0;
    await run(["--to", path.join(directory, `${randomUUID()}.tar.gz`), ...words]);
    return said.join("");
  };
  const missing = async (...words: string[]) =>
    JSON.parse(await backedUp("--json", ...words)).keysNotIncluded;
  expect(await missing()).toEqual([]);
  expect(await backedUp()).toMatch(/secrets are in it: keep it as safe as they are\.\n/);
  expect(await missing("--without-secrets")).toEqual([before]);
  // Changed as the documentation says: the new key in the environment, and the directory's named as retired.
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", other);
  vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", key);
  const [rotated = ""] = keyIds();
  expect(await missing()).toEqual([rotated]);
  expect(await backedUp()).toContain(`But NOT the key ${rotated}, which is not the data directory's`);
  expect(await missing("--without-secrets")).toEqual([rotated, before]);
});
