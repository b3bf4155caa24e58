import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PROVIDERS } from "@/lib/connectors/all-providers";
import { HELP } from "./options";

/** Read by us, and no setting of a deployment. */
const NO_SETTING: Record<string, string> = {
  NODE_ENV: "set by the command",
  NEXT_TELEMETRY_DISABLED: "set by the command",
  COUNTERFOIL_BUILD_DIR: "set by the start for the framework",
  COUNTERFOIL_SANDBOX_FAULTS: "for tests of lost answers",
  PATH: "the system's",
  PLAYWRIGHT_CHROMIUM: "for npm test",
  PROVIDER_KEY: "of npm run provider, and in its help",
  WEBHOOK_SECRET: "in an example that receivers are shown",
};

const SOURCES = ["app", "components", "lib"];
const NO_SOURCE = /\.test\.tsx?$|(^|\/)testing(-[\w-]+)?(\/|\.ts$)|\/generated\//;

// Every way in which the environment is read here: by name, taken apart, and by a name that stands in a table.
const READS = [
  /\benv\.([A-Z][A-Z0-9_]+)/g,
  /\benv\["([A-Z][A-Z0-9_]+)"\]/g,
  /\bread\("([A-Z][A-Z0-9_]+)"/g,
  /"(DECLINES_[A-Z]+)"/g,
];
const TAKEN_APART = /\{([^{}]*)\}\s*(?:=\s*process\.env|:\s*NodeJS\.ProcessEnv)\b/g;

function settings(): string[] {
  const found = new Set<string>();
  for (const folder of SOURCES)
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const file = path.posix.join(folder, name);
      if (!/\.(tsx?|js)$/.test(file) || NO_SOURCE.test(file)) continue;
      const text = readFileSync(file, "utf8");
      for (const pattern of READS) for (const [, read = ""] of text.matchAll(pattern)) found.add(read);
      for (const [, names = ""] of text.matchAll(TAKEN_APART))
        for (const [read] of names.matchAll(/\b[A-Z][A-Z0-9_]+\b/g)) found.add(read);
    }
  return [...found].filter((name) => !(name in NO_SETTING)).sort();
}

it("every setting that is read is in the help of a start, and in docs/operations.md", () => {
  const read = settings();
  expect(read.length).toBeGreaterThan(25);
  expect(read).toContain("DATABASE_REPLICA_URL");
  const operations = readFileSync("docs/operations.md", "utf8");
  for (const [where, text] of Object.entries({ HELP, operations }))
    expect(
      read.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
      where,
    ).toEqual([]);
});

it("every provider's address is a setting that is judged", () => {
  const judged = readFileSync("lib/server/settings.ts", "utf8");
  for (const { name, credentials } of PROVIDERS)
    if (credentials.length > 0) expect(judged).toContain(`"${name.toUpperCase()}_API_BASE"`);
});

it("README says of Node what package.json and a start ask for", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(engines.node).toBe("^20.19.0 || ^22.12.0 || >=24.0.0");
  const said = "Node 20.19 or a later 20, 22.12 or a later 22, or 24 or newer";
  for (const file of ["README.md", "lib/server/start.js"]) expect(readFileSync(file, "utf8")).toContain(said);
});
