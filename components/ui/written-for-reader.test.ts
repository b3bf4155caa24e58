import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SOURCES = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);
const having = (text: RegExp) => SOURCES.filter((file) => text.test(readFileSync(file, "utf8"))).sort();

it("writes no number but in its reader's locale: by Count, Percent and Money, or what they are made of", () => {
  expect(having(/\.toLocaleString\(|\.toFixed\(|Intl\.NumberFormat\(|\}%/)).toEqual([]);
});

// That a zone is one, and nothing that anybody sees.
const WRITES_NOTHING = ["components/ui/reader.ts"];

it("writes no time but in its reader's locale", () => {
  expect(having(/\.toLocale(?:Date|Time)String\(/)).toEqual([]);
  expect(having(/Intl\.DateTimeFormat\(\s*["'`]/)).toEqual(WRITES_NOTHING);
});

// They are days of the calendar, kept as instants of that day in UTC: `Day` and `formatDay` write them the same everywhere.
const CALENDAR_DAY =
  "(?:start|payment|billing|action|nextBilling)Date|dueAt|scheduledFor|next\\.at|payment\\.day";

it("writes the days of policies and their payments as days, never as instants in its reader's zone", () => {
  expect(having(new RegExp(`<Time at=\\{[^}]*\\b(?:${CALENDAR_DAY})\\}`))).toEqual([]);
  expect(having(new RegExp(`formatTime\\([\\w.]*\\b(?:${CALENDAR_DAY})\\b`))).toEqual([]);
});
