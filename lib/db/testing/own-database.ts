import { randomUUID } from "node:crypto";
import { afterAll, expect, inject } from "vitest";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { closePool } from "@/lib/db/pool";
import { keepClients } from "./keep-clients";
import { addressAs, runOn } from "./roles";

// Set-up files run before a test file is imported, so that its modules find the database of their own.
forgetEverything();
keepClients();
const name = `test_${randomUUID().replaceAll("-", "")}`;
const template = new URL(inject("templateUrl"));
const administration = addressAs("administrator", template.href, "postgres");
const onServer = (text: string) => runOn(administration, text);

// Files are copied as they are, which costs less than to log each of their pages.
await onServer(
  `CREATE DATABASE ${name} OWNER ${DATABASE_ROLES.owner} TEMPLATE ${template.pathname.slice(1)} STRATEGY FILE_COPY`,
);

const own = new URL(template);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;
process.env.DATABASE_MIGRATION_URL = addressAs("owner", own.href);
process.env.PUBLIC_URL = "http://localhost:3000";
process.env.COUNTERFOIL_ENCRYPTION_KEY = Buffer.alloc(32, "test key").toString("base64");
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = Buffer.alloc(32, "test key").toString("base64");

afterAll(async () => {
  const violations = await brokenInvariants();
  await closePool();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  expect(violations, "what the tests of this file left behind breaks an invariant").toEqual([]);
});

// Imported late: a module read here would be the test file's too, before it has had its say (mocks, other addresses).
async function brokenInvariants(): Promise<unknown[]> {
  process.env.DATABASE_URL = own.href;
  const { findViolations } = await import("@/lib/invariants/find-violations");
  const { messageFaults } = await import("@/lib/webhooks/sending/testing-messages");
  return [...(await findViolations()), ...(await messageFaults())];
}

// The process may have run other files: what it holds of their databases is theirs.
function forgetEverything(): void {
  const holder = globalThis as Record<string, unknown>;
  for (const key of Object.keys(holder)) if (key.startsWith("counterfoil")) delete holder[key];
}
