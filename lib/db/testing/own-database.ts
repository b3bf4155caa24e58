import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, inject } from "vitest";
import { closePool } from "@/lib/db/pool";

// Set-up files run before a test file is imported, so that its modules find the database of their own.
const name = `test_${randomUUID().replaceAll("-", "")}`;
const template = new URL(inject("templateUrl"));
const administration = new URL(template);
administration.pathname = "/postgres";

await onServer(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);

const own = new URL(template);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;
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

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: administration.href });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
