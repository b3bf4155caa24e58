import { rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { newId } from "@/lib/ids";

const DIRECTORY = "node_modules/.cache/counterfoil";

// Packages of the older kind ask for what Node has by `require`.
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * A program of ours as one file of JavaScript with all that it imports, for a test that starts it often: it starts in a
 * fraction of the time. Whoever has it made removes it.
 */
export async function bundle(entry: string): Promise<{ file: string; remove: () => Promise<void> }> {
  const file = path.resolve(DIRECTORY, `${newId()}.mjs`);
  await build({
    ...{ entryPoints: [entry], outfile: file, bundle: true, banner: { js: REQUIRE } },
    ...{ platform: "node", format: "esm", alias: { "@": process.cwd() }, logLevel: "error" },
  });
  return { file, remove: () => rm(file, { force: true }) };
}
