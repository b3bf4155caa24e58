import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
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
