import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// What is shown follows its query, or the answer of the action that changed it. These have neither.
const REFRESHES = [
  "app/(console)/_shell/time-zone.tsx",
  "app/(console)/connectors/import/[id]/import-progress.tsx",
];

it("no page makes itself anew by a refresh, but for a new time zone and an import that has ended", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
  const refreshing = files.filter((file) => /router\.refresh\(\)/.test(readFileSync(file, "utf8")));
  expect(refreshing.sort()).toEqual(REFRESHES);
});
