import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Every route of a customer's pages that takes a form. */
const FORMS = ["pay", "mandate"].flatMap((pages) =>
  readdirSync(path.join(ROOT, pages), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(pages, file))
    .filter((file) => path.basename(file) === "route.ts")
    .filter((file) => readFileSync(path.join(ROOT, file), "utf8").includes("export async function POST")),
);

it("takes forms at the addresses that are known here", () => {
  expect(FORMS).toHaveLength(4);
});

it.each(FORMS)("%s sends whoever opens its address to the page, not to an empty one", async (file) => {
  const { GET } = await import(path.join(ROOT, file));
  const opened: Response = await GET(new Request("http://localhost/"), {
    params: Promise.resolve({ token: "a token" }),
  });
  expect([opened.status, opened.headers.get("location")]).toEqual([
    303,
    `/${file.split(path.sep)[0]}/a%20token`,
  ]);
});
