import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SOURCES = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);
const having = (text: RegExp) => SOURCES.filter((file) => text.test(readFileSync(file, "utf8"))).sort();

// What is shown follows its query. A new time zone is the whole page's, and whoever goes on with another's page is shown their own.
const REFRESHES = ["app/(console)/_shell/session-dialog.tsx", "app/(console)/_shell/time-zone.tsx"];

it("no page makes itself anew by a refresh, but for a new time zone or another person", () => {
  expect(having(/router\.refresh\(\)/)).toEqual(REFRESHES);
});

// One's name and role, wrong attempts to sign in, whether real money moves: they stand above every page.
const REVALIDATES = [
  "app/(console)/_shell/hold-actions.ts",
  "app/(console)/settings/account/actions.ts",
  "app/(console)/settings/providers/actions.ts",
  "app/(console)/settings/team/actions.ts",
];

it("no action makes pages anew, but for what stands above all of them", () => {
  expect(having(/\brevalidatePath\(/)).toEqual(["app/revalidated.ts"]);
  expect(having(/from "@\/app\/revalidated"/)).toEqual(REVALIDATES);
});

// Forms, and what is the same for everybody (docs/architecture.md).
const PLAIN = [
  "checkout-links/new",
  "customers/new",
  "no-access",
  "people/[type]/[id]/merge",
  "policies/[id]/record",
  "policies/holders/new",
  "policies/new",
  "policies/product-modules/new",
  "referrals/record",
  "webhooks/events",
  "webhooks/new",
];

it("every page of the console that shows records is a query", () => {
  const pages = SOURCES.filter((file) => /^app\/\(console\)\/.*page\.tsx$/.test(file));
  const queries = having(/\bloadQuery\(|<FoundPayments /);
  const plain = pages.filter((file) => !queries.includes(file));
  expect(plain.sort()).toEqual(PLAIN.map((page) => `app/(console)/${page}/page.tsx`).sort());
});
