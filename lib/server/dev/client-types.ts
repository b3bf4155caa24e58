import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { newId } from "@/lib/ids";

type Generator = typeof import("openapi-typescript");

/** The types of a client of an OpenAPI document, as openapi-typescript writes them: what has a default need not be sent. */
export async function clientTypes(document: unknown): Promise<string> {
  const { default: generate, astToString } = await generator();
  const source = JSON.parse(JSON.stringify(document)) as Parameters<typeof generate>[0];
  return astToString(await generate(source, { silent: true, defaultNonNullable: false }));
}

// openapi-typescript writes by the programming interface of TypeScript 5, which the compiler of this project has no more.
const typescript5: Plugin = {
  name: "typescript 5",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^typescript$/ }, () => ({ path: "typescript", namespace: "typescript5" }));
    onLoad({ filter: /^/, namespace: "typescript5" }, () => ({
      contents: 'const { ts } = require("@ts-morph/common"); export default ts;',
    }));
  },
};

async function generator(): Promise<Generator> {
  const root = process.cwd();
  const required = JSON.stringify(path.join(root, "package.json"));
  const { outputFiles } = await build({
    stdin: { contents: 'export { default, astToString } from "openapi-typescript"', resolveDir: root },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    external: ["@ts-morph/common"],
    banner: {
      js: `import { createRequire } from "node:module"; const require = createRequire(${required});`,
    },
    plugins: [typescript5],
  });
  const file = path.join(root, "lib/generated", `client-generator-${newId()}.mjs`);
  await writeFile(file, outputFiles[0]?.text ?? "");
  try {
    return (await import(pathToFileURL(file).href)) as Generator;
  } finally {
    await rm(file, { force: true });
  }
}
