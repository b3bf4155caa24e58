import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { runProgram } from "@/lib/process/testing/run-program";

/** Below the checkout, because the framework is found from there; below .next, because nothing in it is kept. */
const DIRECTORY = ".next/bench/floor";
const BUILT = `${DIRECTORY}/.next/BUILD_ID`;

export const FLOOR_PATH = "/constant";

const FILES: Record<string, string> = {
  "next.config.js": `module.exports = { poweredByHeader: false, turbopack: { root: ${JSON.stringify(process.cwd())} } };\n`,
  "package.json": `{ "private": true }\n`,
  "app/layout.js":
    "export default function Layout({ children }) { return <html lang='en'><body>{children}</body></html>; }\n",
  "app/page.js": "export default function Page() { return <p>The framework and nothing else.</p>; }\n",
  "app/constant/route.js": `export const dynamic = "force-dynamic";
export function GET() { return Response.json({ constant: true }); }\n`,
};

/** Builds the smallest application there can be, once per version of the framework, and gives its directory. */
export async function prepareFloor(): Promise<string> {
  const require = createRequire(import.meta.url);
  const mark = path.join(DIRECTORY, `built-with-${require("next/package.json").version}`);
  if ((await exists(mark)) && (await exists(BUILT))) return DIRECTORY;
  await rm(DIRECTORY, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(DIRECTORY, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await runProgram(process.execPath, [require.resolve("next/dist/bin/next"), "build", DIRECTORY]);
  await writeFile(mark, "");
  return DIRECTORY;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
