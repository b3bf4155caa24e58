import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// What is shown follows its query. A new time zone is the whole page's.
const REFRESHES = ["app/(console)/_shell/time-zone.tsx"];

it("no page makes itself anew by a refresh, but for a new time zone", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
  const refreshing = files.filter((file) => /router\.refresh\(\)/.test(readFileSync(file, "utf8")));
  expect(refreshing.sort()).toEqual(REFRESHES);
});
