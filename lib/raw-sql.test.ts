import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Where SQL stands as a string in TypeScript, how often, and why it is no file of prisma/sql, where the database types
 * it. The numbers only go down.
 */
const STRINGS: Readonly<Record<string, readonly [number: number, reason: string]>> = {
  "lib/checkout/list-checkout-links.ts": [2, "the conditions of a search, in lines @replace"],
  "lib/checkout/record-checkout.ts": [1, "a kind's part of the one statement that records a payment"],
  "lib/connected/payments/record-connected-payment.ts": [
    1,
    "a kind's part of the one statement that records a payment",
  ],
  "lib/connected/query/list-connected-payments.ts": [1, "the conditions of a search, in lines @replace"],
  "lib/db/embedded/database.ts": [
    12,
    "makes the database, its roles and its rights, before there is a schema",
  ],
  "lib/db/migrate.ts": [9, "makes the schema"],
  "lib/db/notifications.ts": [2, "LISTEN takes no parameters, and NOTIFY goes over the same connection"],
  "lib/db/one-transaction.ts": [11, "the words of transactions, which return nothing"],
  "lib/db/pooler.ts": [1, "asks which connection it has, before there is a schema"],
  "lib/db/prepare-tables.ts": [1, "locks before there is a schema"],
  "lib/db/rights.ts": [19, "grants rights, whose statements take no parameters"],
  "lib/db/sql.ts": [3, "BEGIN, COMMIT and ROLLBACK"],
  "lib/outbox/adopt.ts": [3, "BEGIN, COMMIT and ROLLBACK on the connection it is given"],
  "lib/payments/changed-payments.ts": [1, "the conditions of a search, in lines @replace"],
  "lib/payments/listing/read-page.ts": [2, "the conditions of a search, in lines @replace"],
  "lib/payments/record-statement.ts": [
    1,
    "the one statement that records a payment, put together with what its kind writes",
  ],
  "lib/payments/search-payments.ts": [1, "the conditions of a search, in lines @replace"],
  "lib/policies/payments/async-requests.ts": [2, "a savepoint, and back to it"],
  "lib/policies/payments/idempotency.ts": [2, "a savepoint, and back to it"],
  "lib/policies/payments/record-policy-payments.ts": [
    1,
    "a kind's part of the one statement that records a payment",
  ],
  "lib/referrals/referrals/record-referral.ts": [
    1,
    "a kind's part of the one statement that records a payment",
  ],
  "lib/requests/search-requests.ts": [3, "the conditions of a search, in lines @replace"],
  "lib/server/backup/connection.ts": [2, "copies every table there is, whatever the schema"],
  "lib/server/backup/restore-backup.ts": [14, "copies every table there is, whatever the schema"],
  "lib/server/backup/write-backup.ts": [9, "copies every table there is, whatever the schema"],
  "lib/server/database.ts": [1, "what a person is told to run"],

  "lib/server/doctor/check-database.ts": [1, "asks a database that may have no schema yet"],
  "lib/server/readiness.ts": [1, "three statements in one trip"],
  "lib/webhooks/deliveries/search-deliveries.ts": [2, "the conditions of a search, in lines @replace"],
};

/** As many as there may be in all. */
const STRINGS_MAX = 110;

const ROOT = path.resolve(import.meta.dirname, "..");
const TEST = /\.test\.tsx?$|(^|\/)testing(-[\w-]+)?(\/|\.ts$)/;
/** A string that begins as a statement does, or as a part of one: an expression of WITH, a condition. */
const SQL =
  /["'`]\s*(?:(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|ALTER|CREATE|DROP|GRANT|REVOKE|TRUNCATE|LOCK TABLE|COPY|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|SET|LISTEN|ANALYZE|WHERE|ORDER BY)\b(?=["'`;\s])|\w+ AS \()/g;

function stringsOf(file: string): number {
  return readFileSync(path.join(ROOT, file), "utf8").match(SQL)?.length ?? 0;
}

const sources = ["lib", "app", "components"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, "/")))
    .filter((file) => /\.tsx?$/.test(file) && !TEST.test(file) && !file.startsWith("lib/generated/")),
);

describe("SQL that no database has typed", () => {
  it("stands only where it is named, as often as is said there", () => {
    const found = sources.map((file) => [file, stringsOf(file)] as const).filter(([, number]) => number > 0);
    const named = Object.entries(STRINGS).map(([file, [number]]) => [file, number] as const);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named));
  });

  it("is less than it was", () => {
    const total = Object.values(STRINGS).reduce((sum, [number]) => sum + number, 0);
    expect(total).toBeLessThanOrEqual(STRINGS_MAX);
  });
});
