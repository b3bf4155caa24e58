import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** Forms that lead to an address by themselves, with the reason. */
const NATIVE: readonly string[] = [
  // It is on every page, begins empty, and finds payments before any script has arrived.
  "app/(console)/_shell/search-box.tsx",
  // FilterForm itself.
  "components/filters/filter-form.tsx",
];

it("every form that narrows a list is a FilterForm: its fields are what the list shows, also after the way back", () => {
  const files = ["app/(console)", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/")))
      .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx")),
  );
  const native = files.filter((file) => /<form(?![^>]*\bmethod=)[\s>]/.test(withoutArrows(file)));
  expect(native.sort()).toEqual([...NATIVE].sort());
});

function withoutArrows(file: string): string {
  return readFileSync(file, "utf8").replaceAll("=>", "");
}
