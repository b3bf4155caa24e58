import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { openApiDocument } from "@/lib/openapi/document";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { generateTypes } from "@/prisma/typed-sql/generate-types";
import { clientTypes } from "./client-types";

const CLIENT_TYPES = "lib/generated/client/paths.ts";
const TYPES = ".next/types/routes.d.ts";
const STAMP = ".next/types.sha256";
const ROUTE_FILE = /(^|[\\/])(page|layout|route|default|template|loading|error|not-found)\.tsx?$/;

/**
 * What the compiler needs before it can look: the database client and the statements (made by every command), the types
 * of the statements, the framework's types of the routes and those of the API's client.
 */
export async function run(): Promise<void> {
  await Promise.all([generateTypes(), generateRouteTypes(), generateClientTypes()]);
}

/** The types of `lib/client`, made anew when the OpenAPI document has changed. */
async function generateClientTypes(): Promise<void> {
  const document = openApiDocument("https://pay.example.com", DESCRIBED_DOORS);
  const digest = createHash("sha256")
    .update(JSON.stringify(document))
    .update(await readFile("package-lock.json"))
    .digest("hex");
  const made = `// Made from the OpenAPI document ${digest}.\n`;
  if ((await readFile(CLIENT_TYPES, "utf8").catch(() => "")).startsWith(made)) return;
  const types = await clientTypes(document);
  await mkdir(path.dirname(CLIENT_TYPES), { recursive: true });
  await writeFile(CLIENT_TYPES, `${made}${types}`);
}

async function generateRouteTypes(): Promise<void> {
  const digest = await digestRoutes();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === digest && (await isFile(TYPES))) return;
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  await promisify(execFile)(process.execPath, [cli, "typegen"], {
    env: childEnvironment(passedOn("NODE_OPTIONS", "NEXT_TELEMETRY_DISABLED")),
  });
  await mkdir(".next", { recursive: true });
  await writeFile(STAMP, digest);
}

async function digestRoutes(): Promise<string> {
  const files = await readdir("app", { recursive: true });
  const routes = files.filter((file) => ROUTE_FILE.test(file)).sort();
  return createHash("sha256")
    .update(routes.join("\0"))
    .update(await readFile("package-lock.json"))
    .digest("hex");
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
