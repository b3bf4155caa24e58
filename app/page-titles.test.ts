import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const PAGES = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll(path.sep, "/"))
  .filter((file) => path.posix.basename(file) === "page.tsx");
const textOf = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");

it("every page has a title, and the page of one thing is called by that thing", () => {
  const titled = (file: string) =>
    /export (async function generateMetadata|const metadata)/.test(textOf(file));
  expect(PAGES.filter((file) => !titled(file))).toEqual([]);
  const fixed = PAGES.filter((file) => file.includes("(console)") && file.includes("/[id]"));
  expect(fixed.length).toBeGreaterThan(10);
  expect(fixed.filter((file) => textOf(file).includes("export const metadata"))).toEqual([]);
});
