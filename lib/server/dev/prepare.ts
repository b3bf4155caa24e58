import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { generateTypes } from "@/prisma/typed-sql/generate-types";

const TYPES = ".next/types/routes.d.ts";
const STAMP = ".next/types.sha256";
const ROUTE_FILE = /(^|[\\/])(page|layout|route|default|template|loading|error|not-found)\.tsx?$/;

/**
 * What the compiler needs before it can look: the database client and the statements (made by every command), the types
 * of the statements, and the framework's types of the routes.
 */
export async function run(): Promise<void> {
  await Promise.all([generateTypes(), generateRouteTypes()]);
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
