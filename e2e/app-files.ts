import { readdirSync } from "node:fs";
import path from "node:path";

/** The addresses of every `page.tsx` or `route.ts` of the application, as the framework writes them: `/payments/[id]`. */
export function addressesOf(name: "page.tsx" | "route.ts"): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === name)
    .map(addressOf);
}

/** The address of a file below `app`. */
export function addressOf(file: string): string {
  const folders = path.dirname(file).split(path.sep);
  return `/${folders.filter((folder) => folder !== "." && !/^\(.*\)$/.test(folder)).join("/")}`;
}
