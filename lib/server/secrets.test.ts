import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadSecrets } from "./secrets";

const NAMES = ["COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"];
const newKey = () => randomBytes(32).toString("base64");

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-secrets-"));
  for (const name of NAMES) vi.stubEnv(name, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

const file = () => path.join(directory, "secrets.json");

describe("the secrets of a data directory", () => {
  it("are made at the first start, and are the same at the next", async () => {
    await loadSecrets(directory);
    const made = NAMES.map((name) => process.env[name]);
    for (const name of NAMES) vi.stubEnv(name, "");
    await loadSecrets(directory, ["1a2b3c4d"]);
    expect(NAMES.map((name) => process.env[name])).toEqual(made);
  });

  it("are never made anew beside a database that holds what others have sealed", async () => {
    for (const given of ["", newKey()]) {
      vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", given);
      await expect(loadSecrets(directory, ["1a2b3c4d"])).rejects.toThrow(
        /^[^\n]*secrets\.json is not there[^\n]*1a2b3c4d[^\n]*restore the file from a backup[^\n]*\.$/,
      );
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    "",
    "{",
    '{"COUNTERFOIL_ENCRYPTION_KEY":"',
    "null",
    "[]",
    "7",
    "{}",
    JSON.stringify({ [NAMES[0] ?? ""]: newKey(), [NAMES[1] ?? ""]: "short" }),
    JSON.stringify({ [NAMES[0] ?? ""]: 7, [NAMES[1] ?? ""]: newKey() }),
    JSON.stringify({ [NAMES[0] ?? ""]: newKey() }),
  ])("that are damaged are named in one sentence and left as they are: %s", async (text) => {
    writeFileSync(file(), text);
    await expect(loadSecrets(directory)).rejects.toThrow(
      /^\S+secrets\.json (is damaged|lacks)[^\n]*: restore it from a backup\.$/,
    );
    expect(readFileSync(file(), "utf8")).toBe(text);
  });
});
