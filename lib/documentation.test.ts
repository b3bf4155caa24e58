import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
/** Stand for others, or are made. */
const NOT_OURS = ["x-query.ts", "test-results/screenshots"];
const FOLDERS = ["app", "bench", "components", "e2e", "lib", "prisma"];

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const sources = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/")))
    .filter((file) => !file.startsWith("lib/generated/")),
);
const words = new Set(
  sources.filter((file) => /\.(tsx?|js|sql)$/.test(file)).flatMap((file) => read(file).match(/\w+/g) ?? []),
);

/** What a document names in backticks; nothing of its examples. */
const named = (text: string) =>
  [...text.replaceAll(/^ *```[\s\S]*?^ *```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name);

const isPath = (name: string) => /^[\w()[\].-]+(\/[\w()[\].-]+)*\/?$/.test(name);

/** Whether a path is there from the root, or is the end of one: `present.ts`, `_detail/`. */
function exists(name: string): boolean {
  const plain = name.replace(/\/$/, "");
  if (existsSync(path.join(ROOT, plain))) return true;
  return sources.some(
    (file) =>
      file === plain || file.endsWith(`/${plain}`) || file.replace(/\.tsx?$/, "").endsWith(`/${plain}`),
  );
}

describe.each(["docs/architecture.md", "docs/contributing.md", "docs/glossary.md"])("%s", (file) => {
  const text = read(file);

  it("names only files and folders that are there", () => {
    const paths = named(text).filter((name) => isPath(name) && /\/|\.(ts|tsx|md|sql|prisma)$/.test(name));
    const gone = paths.filter((name) => !exists(name) && !NOT_OURS.includes(name));
    expect(gone).toEqual([]);
  });

  it("says of each file no more than what is in it", () => {
    const said = [...text.matchAll(/`(\w+)`,? (?:\(|in |of )`((?:app|components|lib)\/[^`]+\.tsx?)`/g)];
    const wrong = said.filter(([, name = "", of = ""]) => !new RegExp(`\\b${name}\\b`).test(read(of)));
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });

  it("names only functions, types and lists that are there", () => {
    const names = named(text).filter((name) =>
      /^([a-z]+([A-Z]\w*)+|[A-Z]+(_[A-Z]+)+|([A-Z][a-z]+){2,})$/.test(name),
    );
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });
});
