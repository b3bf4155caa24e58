import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { LOST_FORMS, NOTHING_TO_DO_TWICE, OWN_FORMS } from "@/e2e/lost-answers/forms";

// e2e/lost-answers.spec.ts cuts off the answer of each.
test("every server action has a form that is tried with its answer lost, or a reason why it needs none", () => {
  const named = [LOST_FORMS, OWN_FORMS, NOTHING_TO_DO_TWICE].flatMap((table) => Object.keys(table));
  expect(named.filter((name) => name.includes("#")).sort()).toEqual(serverActions().sort());
});

/** What the sources export from the files that are servers of actions, by file and name. */
function serverActions(): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(path.join("app", file), "utf8");
      if (!text.startsWith('"use server"')) return [];
      const name = file
        .replaceAll(path.sep, "/")
        .replace(/^\(console\)\//, "")
        .replace(/\.ts$/, "");
      return [...text.matchAll(/^export async function (\w+)/gm)].map(([, action]) => `${name}#${action}`);
    });
}
