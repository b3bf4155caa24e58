import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** Names that stand for the same thing in several places, on purpose. */
const SHARED: readonly (readonly [reason: string, names: readonly string[]])[] = [
  [
    "every door has the same words, in its own wire",
    [
      ...["ListPaymentsQuery", "PAGE_SIZE_DEFAULT", "PAGE_SIZE_MAX", "Page", "PaymentAnswer", "amountField"],
      ...["countryField", "currencyField", "listPaymentsQuery", "metadataField", "momentField", "pageOf"],
      ...["pageQuery", "paymentAnswer", "paymentOperations", "presentPayment", "presentProblem", "text"],
      ...["DESCRIPTION_LENGTH_MAX", "IDEMPOTENCY_KEY_LENGTH_MAX", "NAME_LENGTH_MAX"],
    ],
  ],
  ["a door, and the same with what payments of every kind have", ["checkout", "connected"]],
  [
    "every provider has the same words, for its own objects",
    [
      ...["CURRENCIES", "CertainRefusal", "FORMS", "certainRefusal", "declineCodeOf", "keptEvent"],
      ...["lookUpCharge", "lookUpRefund", "paymentForm", "paymentOutcome", "refundForm", "refundOutcome"],
    ],
  ],
  ["what start.js calls of a command", ["run"]],
];

/** Pairs in one room that differ by one letter, with the reason. */
const ALIKE: readonly string[] = [
  // As the set of icons calls them.
  ...["Icon XIcon", "PlugIcon PlusIcon", "UserIcon UsersIcon"],
];

/** What the framework looks for in the file of a page or a route. */
const OF_THE_FRAMEWORK: readonly string[] = ["GET", "POST", "dynamic", "generateMetadata", "metadata"];

const ROOT = path.resolve(import.meta.dirname, "..");
const TEST = /\.test\.tsx?$|(^|\/)testing(-[\w-]+)?(\/|\.tsx?$)/;
const EXPORT = /^export (?:async )?(?:abstract )?(?:function\*?|const|class|type|interface) (\w+)/gm;

const filesIn = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/")))
    .filter((file) => /\.tsx?$/.test(file) && !TEST.test(file) && !file.startsWith("lib/generated/"));

const exportedBy = (file: string) => {
  const names = [...readFileSync(path.join(ROOT, file), "utf8").matchAll(EXPORT)].map(
    ([, name = ""]) => name,
  );
  return [...new Set(names)].map((name) => ({ name, file }));
};

const files = ["lib", "components"].flatMap(filesIn);
const exported = files.flatMap(exportedBy);

function grouped<Each>(all: readonly Each[], keyOf: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

const room = (file: string) => file.split("/").slice(0, 2).join("/");

/** Whether one letter more, less or other makes one of the other. A schema differs from its verb by its capital alone. */
function areAlike(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase() || Math.abs(one.length - other.length) > 1) return false;
  // Versions of one wire.
  if (one.replace(/(?<=v)\d/i, "") === other.replace(/(?<=v)\d/i, "")) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [rest, ofOther] = [one.slice(start), other.slice(start)];
  if (one.length === other.length) return rest.slice(1) === ofOther.slice(1);
  return one.length < other.length ? rest === ofOther.slice(1) : rest.slice(1) === ofOther;
}

function alikeIn(names: readonly string[]): string[] {
  const sorted = [...new Set(names)].filter((name) => name.length > 3).sort();
  return sorted.flatMap((one, index) =>
    sorted.slice(index + 1).flatMap((other) => (areAlike(one, other) ? [`${one} ${other}`] : [])),
  );
}

const twiceIn = (all: typeof exported) =>
  [...grouped(all, ({ name }) => name)].filter(([, places]) => places.length > 1).map(([name]) => name);

it("says which, where two things could have one name", () => {
  const shared = SHARED.flatMap(([, names]) => names);
  expect(twiceIn(exported).sort()).toEqual([...shared].sort());
});

it("says of what page it is, where two pages could have one name", () => {
  const ofPages = filesIn("app").flatMap(exportedBy);
  expect(twiceIn(ofPages).filter((name) => !OF_THE_FRAMEWORK.includes(name))).toEqual([]);
});

it("has no two exports of a room that differ by one letter", () => {
  const rooms = [...grouped(exported, ({ file }) => room(file)).values()];
  const alike = rooms.flatMap((each) => alikeIn(each.map(({ name }) => name)));
  expect(alike.filter((pair) => !ALIKE.includes(pair))).toEqual([]);
});

it("has no two files of a folder that differ by one letter", () => {
  const folders = [...grouped(files, (file) => path.dirname(file)).values()];
  expect(folders.flatMap((each) => alikeIn(each.map((file) => path.parse(file).name)))).toEqual([]);
});
