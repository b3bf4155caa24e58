import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { closePool } from "@/lib/db/pool";
import { addressAs, runOn } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { run as backup } from "./backup";
import { run as doctor } from "./doctor";
import { run as keys } from "./keys";
import { run as merchants } from "./merchants";
import { run as owner } from "./owner";
import { run as provider } from "./provider";
import { run as restore } from "./restore";

const own = process.env.DATABASE_URL ?? "";
const onServer = (text: string) => runOn(addressAs("administrator", own, "postgres"), text);
let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-commands-"));
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(async () => {
  await closePool();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.env.DATABASE_URL = own;
  await rm(directory, { recursive: true, force: true });
});

type Run = (args: string[]) => Promise<void>;

/** Each command with all the words it takes, and whether it may be the first of a deployment. */
const COMMANDS: [words: string, run: Run, args: string[], mayBeFirst?: true][] = [
  ["keys create", keys, ["create", "--name", "Till", "--scopes", "payments:read"]],
  ["keys list", keys, ["list"]],
  ["keys revoke", keys, ["revoke", newId()]],
  ["merchants create", merchants, ["create", "--name", "Shop"]],
  ["merchants list", merchants, ["list"]],
  ["owner create", owner, ["create", "--name", "Dora", "--email", "dora@example.com"], true],
  ["owner reset-password", owner, ["reset-password", "--email", "dora@example.com"]],
  ["owner reset-two-factor", owner, ["reset-two-factor", "--email", "dora@example.com"]],
  ["restore --release", restore, ["--release"]],
];

describe("a command", () => {
  it.each([
    ...COMMANDS.map(([words, run, args]) => [words, run, args] as const),
    ["provider check", provider, ["check", "stripe"]] as const,
    ["backup", backup, ["--to", "x.tar.gz"]] as const,
    ["restore", restore, ["--from", "x.tar.gz"]] as const,
    ["doctor", doctor, []] as const,
  ])("%s drops no word that is too many: it refuses all of it, and does nothing", async (_, run, args) => {
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("DATA_DIR", path.join(directory, "nowhere"));
    await expect(run([...args, "surplus"])).rejects.toThrow(
      /^[^\n]*see --help\.$|--release is[^\n]*alone\.$/,
    );
    expect(await readdir(directory)).toEqual([]);
  });

  it.each(COMMANDS.filter(([, , , mayBeFirst]) => !mayBeFirst))(
    "%s makes no deployment of a directory that was mistyped, nor of an empty database",
    async (_, run, args) => {
      vi.stubEnv("DATABASE_URL", "");
      vi.stubEnv("DATABASE_MIGRATION_URL", "");
      const data = path.join(directory, "typo");
      vi.stubEnv("DATA_DIR", data);
      await expect(run(args)).rejects.toThrow(
        `there is no database in ${data}: name its data directory with --data.`,
      );
      expect(await readdir(directory)).toEqual([]);
      const name = `empty_${newId().replaceAll("-", "")}`;
      await onServer(`CREATE DATABASE ${name}`);
      const url = addressAs("administrator", own, name);
      try {
        vi.stubEnv("DATABASE_URL", url);
        await expect(run(args)).rejects.toThrow("holds nothing of Counterfoil's");
        const tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace";
        expect(await runOn(url, tables)).toEqual([]);
      } finally {
        vi.unstubAllEnvs();
        await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
      }
    },
  );
});
