import { readFileSync } from "node:fs";
import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { createCustomer } from "@/lib/customers/create-customer";
import { updateCustomer } from "@/lib/customers/update-customer";
import { runUnprepared } from "@/lib/db/sql";
import { runAs } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { mergePeople } from "./merge-people";
import { getPerson } from "./person";
import type { RecordRef } from "./record-type";
import { separatePerson } from "./separate-person";

const ctx = contextOf("operator");
const MIGRATION = "prisma/migrations/20261130160000_person_of_an_address/migration.sql";

const idsOf = (records: readonly RecordRef[]) => records.map(({ id }) => id).sort();
const personOf = async (record: RecordRef) => idsOf((await getPerson({ ctx, input: record })).records);
const move = (record: RecordRef, email: string) => updateCustomer({ ctx, input: { id: record.id, email } });
const anAddress = () => `${newId()}@example.com`;

describe("who was merged, and one of whose records is given the e-mail address of somebody else", () => {
  let merchantId = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
  });

  it("is the other’s person too, and so is whoever comes later with that address", async () => {
    const email = anAddress();
    const [one, other] = await merged();
    const [third, fourth] = [await aCustomer(email), await aCustomer(email)];
    await move(other, email.toUpperCase());
    const later = await aCustomer(email);
    const all = [one, other, third, fourth, later];
    for (const each of all) expect(await personOf(each)).toEqual(idsOf(all));
  });

  it("is one person with those that the other had been merged with, and each address can be separated", async () => {
    const email = anAddress();
    const [first, second] = [await merged(), await merged(email)];
    await move(first[1], email);
    const all = [...first, ...second];
    for (const each of all) expect(await personOf(each)).toEqual(idsOf(all));
    expect(await separatePerson({ ctx, input: second[1] })).toEqual({ records: 2 });
    expect(await personOf(second[1])).toEqual(idsOf([first[1], second[1]]));
    expect(await personOf(first[0])).toEqual(idsOf([first[0], second[0]]));
  });

  it("leaves behind nobody: who had the address that it had stays theirs", async () => {
    const email = anAddress();
    const [one, other] = await merged(email);
    const alike = await aCustomer(email);
    await move(other, anAddress());
    expect(await personOf(alike)).toEqual(idsOf([one, other, alike]));
  });

  it("is not another merchant’s, nor that of a record without an address", async () => {
    const email = anAddress();
    const [one, other] = await merged();
    const elsewhere = await aCustomer(email, (await aMerchant()).id);
    const holder = await aPolicyholder();
    await move(other, email);
    expect(await personOf(one)).toEqual(idsOf([one, other]));
    for (const each of [elsewhere, holder]) expect(await personOf(each)).toEqual([each.id]);
  });

  it.each([
    ["one of them is given that address", "fulfilled", move],
    // Whoever merges is asked to look at whom they have not seen.
    [
      "somebody with that address is merged with them",
      "rejected",
      async (other: RecordRef, email: string) => merge(await aCustomer(email), other),
    ],
  ])("waits for who is about to have an address, when %s", async (_, status, doing) => {
    const email = anAddress();
    const [one, other] = await merged();
    const third = await aCustomer();
    const coming = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await coming.connect();
    await coming.query("BEGIN");
    await coming.query("UPDATE customer SET email = $2 WHERE id = $1", [third.id, email]);
    const done = Promise.allSettled([doing(other, email)]);
    await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 4_000, interval: 20 });
    await coming.query("COMMIT");
    await coming.end();
    expect(await done).toMatchObject([{ status }]);
    expect(await apart(email)).toBe(1);
    expect(await personOf(one)).toContain(other.id);
  });

  it("has been put together where they had come apart before", async () => {
    const [email, another] = [anAddress(), anAddress()];
    const [one, other] = await merged(email);
    const [third, fourth] = await merged(another);
    const [fifth, sixth] = [await aCustomer(), await aCustomer(another)];
    // As it could be written until then.
    await runAs(
      "owner",
      `ALTER TABLE customer DISABLE TRIGGER USER;
      UPDATE customer SET email = '${another}' WHERE id = '${other.id}';
      UPDATE customer SET email = '${email}', person_id = NULL WHERE id = '${fifth.id}';
      UPDATE customer SET email = '${email}' WHERE id = '${one.id}';
      UPDATE customer SET person_id = NULL WHERE id = '${sixth.id}';
      ALTER TABLE customer ENABLE TRIGGER USER`,
    );
    const [, mending = ""] = /^(DO \$\$[\s\S]*)/m.exec(readFileSync(MIGRATION, "utf8")) ?? [];
    await runAs("owner", mending);
    const all = [one, other, third, fourth, fifth, sixth];
    for (const each of all) expect(await personOf(each)).toEqual(idsOf(all));
  });

  /** Two who are merged, one of them with this address. */
  async function merged(email = anAddress()) {
    const [one, other] = [await aCustomer(), await aCustomer(email)];
    await merge(one, other);
    return [one, other] as const;
  }

  async function merge(one: RecordRef, other: RecordRef) {
    const seenIds = [...(await personOf(one)), ...(await personOf(other))];
    return mergePeople({ ctx, input: { one, other, seenIds } });
  }

  async function aCustomer(email = anAddress(), of = merchantId): Promise<RecordRef> {
    const { id } = await createCustomer({ ctx, input: { name: "Somebody", email, merchantId: of } });
    return { type: "customer", id };
  }

  async function aPolicyholder(): Promise<RecordRef> {
    const identification = { type: "id" as const, number: newId(), country: "GB" };
    const names = { first_name: "Ada", last_name: "Lovelace" };
    const input = { merchantId, type: "individual" as const, id: identification, ...names };
    const { id } = await createPolicyholder({ ctx, input });
    return { type: "policyholder", id };
  }

  /** How many people have an address. */
  async function apart(email: string): Promise<number> {
    const rows = await runUnprepared(
      "SELECT DISTINCT person_key(person_id, email, id) FROM customer WHERE merchant_id = $1 AND email = $2",
      [merchantId, email],
    );
    return rows.length;
  }
});

/** How many wait for whose a record is. */
async function waiting(): Promise<number> {
  const rows = await runUnprepared("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", []);
  return rows.length;
}
