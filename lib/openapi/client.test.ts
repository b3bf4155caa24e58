import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientTypes } from "@/lib/server/dev/client-types";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { openApiDocument } from "./document";

const root = path.resolve(import.meta.dirname, "../..");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "counterfoil-client-"));
  const document = openApiDocument("https://pay.example.com", DESCRIBED_DOORS);
  await writeFile(path.join(folder, "counterfoil.ts"), await clientTypes(document));
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(SETTINGS));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it("makes a TypeScript client that compiles, with a call at every door", async () => {
  const client = await readFile(path.join(import.meta.dirname, "testing/client.txt"), "utf8");
  expect(await compilerSays(client)).toBe("");
  const paths = DESCRIBED_DOORS.map(({ operations }) => operations.map(({ path: each }) => each));
  const called = (each: string) => client.includes(`("${each.replace(/:(\w+)/g, "{$1}")}"`);
  expect(paths.filter((some) => !some.some(called))).toEqual([]);
});

it("makes a client that does not compile with a field, an amount or a path that does not exist", async () => {
  const wrong = `${CLIENT}
    api.GET("/v0/payments/{id}", { params: { path: { uid: "x" } } });
    api.POST("/api/v1/payments", { body: { referral_uid: "x", amount: "49.00", currency: "usd" } });
    api.GET("/v0/payment");`;
  expect((await compilerSays(wrong)).match(/client\.ts\(\d+/g)).toEqual(
    [3, 4, 5].map((line) => `client.ts(${line}`),
  );
});

const CLIENT = `import createClient from "openapi-fetch"; import type { paths } from "./counterfoil";
  const api = createClient<paths>({ baseUrl: "https://pay.example.com" });`;

const SETTINGS = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    module: "esnext",
    moduleResolution: "bundler",
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: [],
    paths: { "openapi-*": [path.join(root, "node_modules/openapi-*")] },
  },
  files: ["counterfoil.ts", "client.ts"],
};

/** What the project's compiler says of a client beside the generated types: nothing where all is well. */
async function compilerSays(client: string): Promise<string> {
  await writeFile(path.join(folder, "client.ts"), client);
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, "-p", folder], { cwd: folder });
  return run.then(
    ({ stdout }) => stdout,
    (err: { stdout: string; stderr: string }) => err.stdout + err.stderr,
  );
}
